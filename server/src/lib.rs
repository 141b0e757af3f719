//! The server: one router over one service. Tests call [`build_router`] and need no socket.

#![recursion_limit = "512"]

pub mod cli;
pub mod config;
pub mod http;
pub mod middleware;

use app::{context::Assets, routes, shell};
use axum::{Router, extract::FromRef, middleware::from_fn_with_state, routing::get};
use leptos::prelude::*;
use leptos_axum::{LeptosRoutes, generate_route_list, generate_route_list_with_exclusions};
use memory_serve::CacheControl;
use middleware::page_cache::PageCache;
use service::Service;
use std::sync::Arc;
use tower::ServiceBuilder;
use tower_http::{
    catch_panic::CatchPanicLayer,
    csrf::CsrfLayer,
    request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer},
    timeout::TimeoutLayer,
    trace::TraceLayer,
};
use tower_sessions::{Expiry, SessionManagerLayer, cookie::SameSite};

/// What every handler can reach.
#[derive(Clone)]
pub struct State {
    /// The use cases.
    pub service: Service,
    /// What was configured.
    pub site: Arc<config::Site>,
    /// Public pages as they were last drawn.
    pub pages: PageCache,
    /// Leptos' own settings: where the islands' files are.
    pub leptos: LeptosOptions,
}

impl FromRef<State> for LeptosOptions {
    fn from_ref(state: &State) -> Self {
        state.leptos.clone()
    }
}

/// Folder of the site's files; its name changes with their content.
const ASSETS: &str = concat!("assets-", env!("SANAD_SITE_HASH"));

/// How long a browser may keep a file whose address changes with its content.
const FOREVER: &str = "public, max-age=31536000, immutable";

impl State {
    /// The state of a server over this service.
    pub fn new(service: Service, site: config::Site) -> Self {
        let leptos = LeptosOptions::builder().output_name("sanad").site_pkg_dir(ASSETS).build();
        Self { service, site: Arc::new(site), pages: PageCache::default(), leptos }
    }

    /// What every page finds in its context.
    pub(crate) fn provide(&self) {
        provide_context(self.service.clone());
        provide_context(self.leptos.clone());
        provide_context(Assets { folder: Arc::from(format!("/{ASSETS}")) });
    }
}

/// Everything that the site answers.
pub fn build_router(state: State) -> Router {
    let readers = {
        let context = state.clone();
        Router::new()
            .leptos_routes_with_context(
                &state,
                generate_route_list_with_exclusions(routes::ReaderApp, Some(server_functions())),
                move || context.provide(),
                shell::reader_shell,
            )
            .route("/quotes/{id}/chain.svg", get(http::pictures::svg))
            .route("/quotes/{id}/chain.png", get(http::pictures::png_file))
            .fallback(http::not_found)
            .layer(from_fn_with_state(state.clone(), middleware::page_cache::serve))
            .layer(from_fn_with_state(state.clone(), middleware::visit::reader))
    };
    let sessions = SessionManagerLayer::new(state.service.store().sessions())
        .with_name(if state.site.is_https() { "__Host-sanad" } else { "sanad" })
        .with_secure(state.site.is_https())
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_expiry(Expiry::OnInactivity(time::Duration::days(14)));
    let desk = {
        let context = state.clone();
        Router::new()
            .leptos_routes_with_context(
                &state,
                generate_route_list(routes::DeskApp),
                move || context.provide(),
                shell::desk_shell,
            )
            .merge(http::desk::router())
            .layer(from_fn_with_state(state.clone(), middleware::visit::desk))
            .layer(sessions)
    };
    let files =
        memory_serve::load!().index_file(None).cache_control(CacheControl::Custom(FOREVER)).into_router::<State>();
    Router::new()
        .merge(desk)
        .route("/language", axum::routing::post(http::language::choose))
        .route("/livez", get(http::health::livez))
        .route("/readyz", get(http::health::readyz))
        .route("/robots.txt", get(http::health::robots))
        .route("/sitemap.xml", get(http::sitemap::sitemap))
        .route("/sitemaps/{file}", get(http::sitemap::part))
        .nest(&format!("/{ASSETS}"), files)
        .merge(readers)
        .layer(
            ServiceBuilder::new()
                .layer(SetRequestIdLayer::x_request_id(MakeRequestUuid))
                .layer(TraceLayer::new_for_http())
                .layer(PropagateRequestIdLayer::x_request_id())
                .layer(CatchPanicLayer::new())
                .layer(TimeoutLayer::with_status_code(
                    axum::http::StatusCode::GATEWAY_TIMEOUT,
                    std::time::Duration::from_secs(30),
                ))
                .layer(csrf(&state.site)),
        )
        .layer(axum::middleware::from_fn(middleware::headers::secure))
        .layer(axum::extract::DefaultBodyLimit::max(http::MAX_BODY))
        .with_state(state)
}

/// Paths of the server functions: they belong to the newsroom, which knows who asks, and not to the public pages.
fn server_functions() -> Vec<String> {
    leptos::server_fn::axum::server_fn_paths().map(|(path, _)| path.to_owned()).collect()
}

/// Forms are taken only from our own pages (by `Sec-Fetch-Site` and `Origin`).
fn csrf(site: &config::Site) -> CsrfLayer {
    let own = site.public_url.trim_end_matches('/').to_owned();
    CsrfLayer::new().add_trusted_origin(own).unwrap_or_else(|_| CsrfLayer::new())
}
