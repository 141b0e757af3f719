//! The server: one router over one service. Tests call [`build_router`] and need no socket.

#![recursion_limit = "512"]

pub mod cli;
pub mod config;
pub mod drawing;
pub mod http;
pub mod middleware;
pub mod serving;

use app::{context::Assets, routes, shell};
use axum::{
    Router,
    extract::{FromRef, Request},
    middleware::{from_fn, from_fn_with_state},
    response::IntoResponse,
    routing::{get, post},
};
use drawing::Drawing;
use leptos::prelude::*;
use leptos_axum::{LeptosRoutes, generate_route_list, generate_route_list_with_exclusions};
use memory_serve::CacheControl;
use middleware::{door::Door, page_cache::PageCache};
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
    /// Places for drawing pages.
    pub drawing: Drawing,
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

/// How long one request may take, from the first byte of its body to the last of its page.
const LONGEST: std::time::Duration = std::time::Duration::from_secs(30);

impl State {
    /// The state of a server over this service.
    pub fn new(service: Service, site: config::Site) -> Self {
        let leptos = LeptosOptions::builder().output_name("sanad").site_pkg_dir(ASSETS).build();
        Self { service, site: Arc::new(site), pages: PageCache::default(), drawing: Drawing::default(), leptos }
    }

    /// What every page finds in its context.
    pub(crate) fn provide(&self) {
        provide_context(self.service.clone());
        provide_context(self.leptos.clone());
        provide_context(assets());
    }
}

/// Where the site's files are.
pub(crate) fn assets() -> Assets {
    Assets { folder: Arc::from(format!("/{ASSETS}")) }
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
            .route("/sitemap.xml", get(http::sitemap::sitemap))
            .route("/sitemaps/{file}", get(http::sitemap::part))
            .fallback(http::not_found)
            .layer(from_fn_with_state(state.clone(), middleware::page_cache::serve))
            .layer(from_fn_with_state(state.clone(), middleware::visit::reader))
            .layer(from_fn(middleware::address::tidy))
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
            .layer(from_fn_with_state(state.clone(), http::draw_desk))
            .merge(http::desk::router(&state))
            .layer(from_fn_with_state(state.clone(), middleware::visit::desk))
            .layer(sessions)
    };
    let files =
        memory_serve::load!().index_file(None).cache_control(CacheControl::Custom(FOREVER)).into_router::<State>();
    Router::new()
        .merge(desk)
        .route("/language", http::desk::through(&state, Door::open(&["lang"]), post(http::language::choose)))
        .route("/livez", get(http::health::livez))
        .route("/readyz", get(http::health::readyz))
        .route("/robots.txt", get(http::health::robots))
        .nest(&format!("/{ASSETS}"), files)
        .merge(readers)
        .layer(
            ServiceBuilder::new()
                .map_request(without_foreign_id)
                .layer(SetRequestIdLayer::x_request_id(MakeRequestUuid))
                .layer(TraceLayer::new_for_http().make_span_with(span))
                .layer(PropagateRequestIdLayer::x_request_id())
                .layer(from_fn(http::trouble::draw))
                .layer(from_fn(middleware::address::methods))
                .layer(CatchPanicLayer::custom(broken))
                .layer(TimeoutLayer::with_status_code(axum::http::StatusCode::GATEWAY_TIMEOUT, LONGEST))
                .layer(csrf(&state.site)),
        )
        .layer(from_fn_with_state(state.clone(), middleware::headers::secure))
        // Each form has a limit of its own, at its door.
        .layer(axum::extract::DefaultBodyLimit::disable())
        .with_state(state)
}

/// A number that a visitor gives a request of its own is none of ours.
fn without_foreign_id(mut request: Request) -> Request {
    request.headers_mut().remove("x-request-id");
    request
}

/// What a log line says of the request that it is about: no query, which may hold what somebody searches for.
fn span(request: &Request) -> tracing::Span {
    let id = request.headers().get("x-request-id").and_then(|v| v.to_str().ok()).unwrap_or_default();
    tracing::info_span!("request", method = %request.method(), path = request.uri().path(), id)
}

/// The answer to a request that made the server panic.
fn broken(panic: Box<dyn std::any::Any + Send>) -> axum::response::Response {
    let said = panic.downcast_ref::<&str>().copied().map(str::to_owned);
    let said = said.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default();
    tracing::error!(said, "a request made the server panic");
    http::trouble::Troubled::new(app::pages::trouble::Trouble::Broken).into_response()
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
