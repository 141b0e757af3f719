//! The only route table. Public pages and the newsroom's are two apps in one binary, so that readers load nothing of
//! the other. Every page is drawn whole before it is sent (`SsrMode::Async`): right title, right status, no script.

use crate::pages::{desk, reader};
use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::{
    SsrMode,
    components::{Route, Router, Routes},
    path,
};

/// What anybody may read.
#[component]
pub fn ReaderApp() -> impl IntoView {
    provide_meta_context();
    view! {
        <Title formatter=as_text/>
        <Router>
            <reader::Frame>
                <Routes fallback=reader::NotFound>
                    <Route path=path!("/") view=reader::Home ssr=SsrMode::Async/>
                    <Route path=path!("/quotes") view=reader::Browse ssr=SsrMode::Async/>
                    <Route path=path!("/quotes/:id") view=reader::QuotePage ssr=SsrMode::Async/>
                    <Route path=path!("/quotes/:id/:slug") view=reader::QuotePage ssr=SsrMode::Async/>
                    <Route path=path!("/quotes/:id/:slug/what-if") view=reader::WhatIfPage ssr=SsrMode::Async/>
                    <Route path=path!("/quotes/:id/:slug/steps/:key") view=reader::StepPage ssr=SsrMode::Async/>
                    <Route path=path!("/speakers/:id") view=reader::SpeakerPage ssr=SsrMode::Async/>
                    <Route path=path!("/speakers/:id/:slug") view=reader::SpeakerPage ssr=SsrMode::Async/>
                    <Route path=path!("/outlets/:id") view=reader::OutletPage ssr=SsrMode::Async/>
                    <Route path=path!("/outlets/:id/:slug") view=reader::OutletPage ssr=SsrMode::Async/>
                    <Route path=path!("/outlets/:id/:slug/leaning") view=reader::OutletLeaningPage ssr=SsrMode::Async/>
                    <Route path=path!("/leaning") view=reader::LeaningPage ssr=SsrMode::Async/>
                    <Route path=path!("/leaning/circular") view=reader::CircularPage ssr=SsrMode::Async/>
                    <Route path=path!("/leaning/:down/:up") view=reader::LeanQuotesPage ssr=SsrMode::Async/>
                    <Route path=path!("/documents/:id") view=reader::DocumentPage ssr=SsrMode::Async/>
                    <Route path=path!("/documents/:id/:slug") view=reader::DocumentPage ssr=SsrMode::Async/>
                    <Route path=path!("/search") view=reader::Search ssr=SsrMode::Async/>
                    <Route path=path!("/about") view=reader::About ssr=SsrMode::Async/>
                </Routes>
            </reader::Frame>
        </Router>
    }
}

/// The newsroom's pages.
#[component]
pub fn DeskApp() -> impl IntoView {
    provide_meta_context();
    view! {
        <Title formatter=as_text/>
        <Router>
            <desk::Frame>
                <Routes fallback=desk::NotFound>
                    <Route path=path!("/sign-in") view=desk::SignIn ssr=SsrMode::Async/>
                    <Route path=path!("/setup/:token") view=desk::SetUp ssr=SsrMode::Async/>
                    <Route path=path!("/desk") view=desk::Overview ssr=SsrMode::Async/>
                    <Route path=path!("/desk/library") view=desk::Library ssr=SsrMode::Async/>
                    <Route path=path!("/desk/accounts") view=desk::Accounts ssr=SsrMode::Async/>
                    <Route path=path!("/desk/settings") view=desk::Settings ssr=SsrMode::Async/>
                    <Route path=path!("/desk/articles/:id") view=desk::ArticlePage ssr=SsrMode::Async/>
                    <Route path=path!("/desk/quotes/:id") view=desk::LogPage ssr=SsrMode::Async/>
                    <Route path=path!("/desk/quotes/:id/preview") view=desk::Preview ssr=SsrMode::Async/>
                    <Route path=path!("/desk/quotes/:id/what-if") view=desk::WhatIf ssr=SsrMode::Async/>
                    <Route path=path!("/desk/quotes/:id/steps/:key") view=desk::StepPreview ssr=SsrMode::Async/>
                    <Route path=path!("/desk/speakers/:id") view=desk::SpeakerEditor ssr=SsrMode::Async/>
                    <Route path=path!("/desk/outlets/:id") view=desk::OutletEditor ssr=SsrMode::Async/>
                    <Route path=path!("/desk/documents/:id") view=desk::DocumentEditor ssr=SsrMode::Async/>
                </Routes>
            </desk::Frame>
        </Router>
    }
}

/// A title as text of the page: the drawing library writes it as it comes.
fn as_text(title: String) -> String {
    title.replace('&', "&amp;").replace('<', "&lt;")
}
