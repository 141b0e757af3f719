//! What a page says about itself to browsers, search engines and those who share it.

#![expect(clippy::needless_pass_by_value, reason = "a component owns its properties")]

use crate::context::visit;
use domain::{lang::UiLang, text::clip};
use leptos::prelude::*;
use leptos_meta::{Link, Meta, Title};

/// Longest description, in characters: search engines and shared links cut it about there.
const DESCRIPTION: usize = 200;

/// Title, description, address and how the page looks when it is shared.
#[component]
pub fn PageHead(
    /// What the page is about, without the site's name.
    #[prop(into)]
    title: String,
    /// One or two sentences.
    #[prop(into)]
    description: String,
    /// The page's own address on this site.
    #[prop(into)]
    path: String,
    /// Whether it is about one thing rather than a list of things.
    #[prop(optional)]
    article: bool,
) -> impl IntoView {
    let full = if title == "Sanad" { title.clone() } else { format!("{title} · Sanad") };
    view! {
        <Title text=full/>
        <SharedHead title description path article/>
    }
}

/// All of it but the title, for pages whose article sets that itself.
#[component]
pub fn SharedHead(
    /// What the page is about, without the site's name.
    #[prop(into)]
    title: String,
    /// One or two sentences.
    #[prop(into)]
    description: String,
    /// The page's own address on this site.
    #[prop(into)]
    path: String,
    /// Whether it is about one thing rather than a list of things.
    article: bool,
) -> impl IntoView {
    let visit = visit();
    let address = format!("{}{path}", visit.site);
    let description = clip(&description, DESCRIPTION);
    let (locale, other) = match visit.lang {
        UiLang::En => ("en_GB", "id_ID"),
        UiLang::Id => ("id_ID", "en_GB"),
    };
    view! {
        <Meta name="description" content=description.clone()/>
        <Link rel="canonical" href=address.clone()/>
        <Meta property="og:site_name" content="Sanad"/>
        <Meta property="og:type" content=if article { "article" } else { "website" }/>
        <Meta property="og:title" content=title/>
        <Meta property="og:description" content=description/>
        <Meta property="og:url" content=address/>
        <Meta property="og:locale" content=locale/>
        <Meta property="og:locale:alternate" content=other/>
    }
}
