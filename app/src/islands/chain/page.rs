//! The page as the chain editor sees it: the form as text, the part that is put in place, the picture's cards.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, HtmlFormElement, HtmlSelectElement};

/// How fields of steps begin in a form that is sent.
const STEPS: &str = "steps%5B";

pub(super) fn by_id(id: &str) -> Option<Element> {
    document().get_element_by_id(id)
}

pub(super) fn all(root: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = root.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|n| found.item(n)?.dyn_into().ok()).collect()
}

pub(super) fn active() -> Option<Element> {
    document().active_element()
}

pub(super) fn focus(element: &Element) {
    // An SVG link has the method without being an HTML element.
    element.unchecked_ref::<HtmlElement>().focus().ok();
}

/// The form as it would be sent.
pub(super) fn sent(form: &str) -> Option<String> {
    let form: HtmlFormElement = by_id(form)?.dyn_into().ok()?;
    let data = web_sys::FormData::new_with_form(&form).ok()?;
    let params = web_sys::UrlSearchParams::new_with_str_sequence_sequence(&data).ok()?;
    Some(String::from(params.to_string()))
}

/// Only the fields of steps, or only the others.
pub(super) fn fields(sent: &str, of_steps: bool) -> String {
    sent.split('&').filter(|f| f.starts_with(STEPS) == of_steps).collect::<Vec<_>>().join("&")
}

/// Puts a part of another page in place of the same part of this one, and wakes the islands in it.
pub(super) fn put(id: &str, other: &web_sys::Document) -> Option<Element> {
    let (old, new) = (by_id(id)?, other.get_element_by_id(id)?);
    let new: Element = document().adopt_node(&new).ok()?.dyn_into().ok()?;
    let open: Vec<(String, usize)> =
        details(&old).into_iter().filter(|(.., d)| d.has_attribute("open")).map(key).collect();
    let shut: Vec<(String, usize)> =
        details(&old).into_iter().filter(|(.., d)| !d.has_attribute("open")).map(key).collect();
    if old.tag_name() == "DETAILS" && !old.has_attribute("open") {
        new.remove_attribute("open").ok();
    }
    old.replace_with_with_node_1(&new).ok()?;
    for (step, n, element) in details(&new) {
        let own = (step, n);
        if open.contains(&own) {
            element.set_attribute("open", "").ok();
        } else if own.0.is_empty() && shut.contains(&own) {
            element.remove_attribute("open").ok();
        }
    }
    wake_islands(&new);
    Some(new)
}

fn key((step, n, _): (String, usize, Element)) -> (String, usize) {
    (step, n)
}

/// What can be folded away, each with its step and its place there.
fn details(root: &Element) -> Vec<(String, usize, Element)> {
    let mut last = (String::new(), 0);
    let number = |element: Element| {
        let step = element.closest("fieldset.step").ok().flatten().map(|s| s.id()).unwrap_or_default();
        last = if last.0 == step { (step, last.1 + 1) } else { (step, 0) };
        (last.0.clone(), last.1, element)
    };
    all(root, "details").into_iter().map(number).collect()
}

/// Wakes islands that came after the page: the page's own loader knows how.
fn wake_islands(root: &Element) {
    let Ok(loader) = js_sys::Reflect::get(&window(), &JsValue::from_str("__hydrateIsland")) else { return };
    let Ok(loader) = loader.dyn_into::<js_sys::Function>() else { return };
    for island in all(root, "leptos-island") {
        let name = JsValue::from(island.get_attribute("data-component"));
        loader.call2(&JsValue::NULL, &island, &name).ok();
    }
}

/// The two lists in which steps are chosen.
pub(super) fn choice(name: &str) -> Option<HtmlSelectElement> {
    by_id(&format!("f-{name}"))?.dyn_into().ok()
}

pub(super) fn chosen(name: &str) -> String {
    choice(name).map(|s| s.value()).unwrap_or_default()
}

/// The picture's cards in the order of the picture.
pub(super) fn cards(live: &str) -> Vec<Element> {
    let Some(live) = by_id(live) else { return Vec::new() };
    all(&live, "a.chain-node").into_iter().filter(|card| key_of(card).is_some()).collect()
}

/// The key of a card's step.
pub(super) fn key_of(card: &Element) -> Option<String> {
    card.get_attribute("href")?.strip_prefix("#step-").map(str::to_owned)
}

/// Makes the picture's cards buttons that choose; the first or the one in use can be reached by Tab.
pub(super) fn dress(live: &str, at: &str) {
    let (first, second) = (chosen("chosen_down"), chosen("chosen_up"));
    let cards = cards(live);
    let stop = cards.iter().position(|c| key_of(c).as_deref() == Some(at)).unwrap_or(0);
    for (n, card) in cards.iter().enumerate() {
        let key = key_of(card).unwrap_or_default();
        let (is_first, is_second) = (key == first, key == second);
        let set = |name: &str, value: &str| card.set_attribute(name, value).ok();
        set("role", "button");
        set("aria-pressed", if is_first || is_second { "true" } else { "false" });
        set("tabindex", if n == stop { "0" } else { "-1" });
        card.class_list().toggle_with_force("chain-first", is_first).ok();
        card.class_list().toggle_with_force("chain-second", is_second).ok();
    }
}

/// Sends a form to an address and reads the page that comes back, with its status.
pub(super) async fn post(address: &str, body: &str) -> Option<(u16, web_sys::Document)> {
    use wasm_bindgen_futures::JsFuture;
    let params = web_sys::UrlSearchParams::new_with_str(body).ok()?;
    let init = web_sys::RequestInit::new();
    init.set_method("POST");
    init.set_body(&params);
    let answer: web_sys::Response =
        JsFuture::from(window().fetch_with_str_and_init(address, &init)).await.ok()?.dyn_into().ok()?;
    let text = JsFuture::from(answer.text().ok()?).await.ok()?.as_string()?;
    let page = web_sys::DomParser::new().ok()?;
    let page = page.parse_from_string(&text, web_sys::SupportedType::TextHtml).ok()?;
    Some((answer.status(), page))
}
