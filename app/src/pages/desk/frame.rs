//! Head and foot of the newsroom's pages.
use leptos::prelude::*;
/// Frame.
#[component]
pub fn Frame(children: Children) -> impl IntoView { view! { <main id="main">{children()}</main> } }
/// NotFound.
#[component]
pub fn NotFound() -> impl IntoView { view! { <h1>"NotFound"</h1> } }
/// SignIn.
#[component]
pub fn SignIn() -> impl IntoView { view! { <h1>"SignIn"</h1> } }
/// SetUp.
#[component]
pub fn SetUp() -> impl IntoView { view! { <h1>"SetUp"</h1> } }
/// Overview.
#[component]
pub fn Overview() -> impl IntoView { view! { <h1>"Overview"</h1> } }
/// Library.
#[component]
pub fn Library() -> impl IntoView { view! { <h1>"Library"</h1> } }
/// Accounts.
#[component]
pub fn Accounts() -> impl IntoView { view! { <h1>"Accounts"</h1> } }
/// LogPage.
#[component]
pub fn LogPage() -> impl IntoView { view! { <h1>"LogPage"</h1> } }
/// Preview.
#[component]
pub fn Preview() -> impl IntoView { view! { <h1>"Preview"</h1> } }
/// SpeakerEditor.
#[component]
pub fn SpeakerEditor() -> impl IntoView { view! { <h1>"SpeakerEditor"</h1> } }
/// OutletEditor.
#[component]
pub fn OutletEditor() -> impl IntoView { view! { <h1>"OutletEditor"</h1> } }
/// DocumentEditor.
#[component]
pub fn DocumentEditor() -> impl IntoView { view! { <h1>"DocumentEditor"</h1> } }
