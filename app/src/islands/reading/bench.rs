//! The cards and the article in the browser: what the keys do to them.

use super::marks::{pieces, stretch};
use crate::islands::selection::in_browser::selected_in;
use domain::form::{read_segments, words_of, write_segments};
use leptos::{ev, leptos_dom::helpers::window_event_listener, prelude::*};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::JsCast;
use web_sys::{
    Element, HtmlButtonElement, HtmlDetailsElement, HtmlElement, HtmlInputElement, HtmlTextAreaElement,
    ScrollIntoViewOptions, ScrollLogicalPosition,
};

/// How far from the edge of the article's window a mark is brought, in pixels.
const MARGIN: f64 = 56.0;

/// A change that can be undone.
#[derive(Debug, Clone)]
enum Change {
    Keep(usize, bool),
    Same(usize, bool),
    Words(usize, String, String),
}

/// The cards and the article.
#[derive(Debug, Clone)]
pub(super) struct Bench {
    article: String,
    form: String,
    current: RwSignal<usize>,
    is_shown: RwSignal<bool>,
    is_selected: RwSignal<bool>,
    selected: Rc<RefCell<Option<(String, usize)>>>,
    changes: Rc<RefCell<Vec<Change>>>,
}

fn by_id<T: JsCast>(id: &str) -> Option<T> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

fn card(n: usize) -> Option<HtmlElement> {
    by_id(&format!("card-{}", n + 1))
}

fn changed(field: &Element) {
    let init = web_sys::EventInit::new();
    init.set_bubbles(true);
    if let Ok(event) = web_sys::Event::new_with_event_init_dict("input", &init) {
        let _ = field.dispatch_event(&event);
    }
}

fn set_class(element: &Element, name: &str, is_on: bool) {
    let _ = element.class_list().toggle_with_force(name, is_on);
}

fn into_view(element: &Element) {
    let how = ScrollIntoViewOptions::new();
    how.set_block(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&how);
}

/// Brings a mark into sight within the article's own window. The page itself stays where it is: what is being pressed
/// must not move away under the pointer.
fn mark_into_view(mark: &Element) {
    let Some(window) = mark.closest(".workbench__article").ok().flatten() else { return };
    let (inner, outer) = (mark.get_bounding_client_rect(), window.get_bounding_client_rect());
    let by = if inner.top() < outer.top() + MARGIN {
        inner.top() - outer.top() - MARGIN
    } else if inner.bottom() > outer.bottom() - MARGIN {
        inner.bottom() - outer.bottom() + MARGIN
    } else {
        return;
    };
    #[expect(clippy::cast_possible_truncation, reason = "pixels of a window")]
    window.set_scroll_top(window.scroll_top() + by as i32);
}

fn marks_of(n: usize) -> Vec<Element> {
    let Ok(list) = document().query_selector_all(&format!("[data-mark='{n}']")) else { return Vec::new() };
    (0..list.length()).filter_map(|i| list.get(i)?.dyn_into().ok()).collect()
}

impl Bench {
    pub(super) fn new(
        article: String,
        form: String,
        current: RwSignal<usize>,
        is_shown: RwSignal<bool>,
        is_selected: RwSignal<bool>,
    ) -> Self {
        Self { article, form, current, is_shown, is_selected, selected: Rc::default(), changes: Rc::default() }
    }

    /// Listens as long as the page is open.
    pub(super) fn listen(&self) {
        let bench = self.clone();
        let _ = window_event_listener(ev::keydown, move |event| bench.on_key(&event));
        for up in [true, false] {
            let bench = self.clone();
            if up {
                let _ = window_event_listener(ev::mouseup, move |_| bench.look_at_selection());
            } else {
                let _ = window_event_listener(ev::keyup, move |_| bench.look_at_selection());
            }
        }
        let bench = self.clone();
        let _ = window_event_listener(ev::focusin, move |event| {
            if let Some(n) = place_of(event.target(), "[data-card]", "data-card") {
                bench.go_to(n, false);
            }
        });
        let bench = self.clone();
        let _ = window_event_listener(ev::click, move |event| {
            if let Some(n) = place_of(event.target(), "[data-mark]", "data-mark")
                && window().get_selection().ok().flatten().is_none_or(|s| s.is_collapsed())
            {
                event.prevent_default();
                bench.go_to(n, true);
            }
        });
        let bench = self.clone();
        let _ = window_event_listener(ev::change, move |_| bench.show_all());
        if let Ok(hash) = window().location().hash()
            && let Some(n) = hash.strip_prefix("#card-").and_then(|n| n.parse::<usize>().ok()).filter(|n| *n > 0)
        {
            self.go_to(n - 1, true);
        }
    }

    fn count(&self) -> usize {
        let all = document().query_selector_all(&format!("#{} [data-card]", self.form)).ok();
        all.map_or(0, |l| usize::try_from(l.length()).unwrap_or_default())
    }

    fn on_key(&self, event: &web_sys::KeyboardEvent) {
        let key = event.key();
        if (event.ctrl_key() || event.meta_key()) && key == "s" {
            event.prevent_default();
            click("save");
            return;
        }
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let target = event.target().and_then(|t| t.dyn_into::<Element>().ok());
        let tag = target.as_ref().map(Element::tag_name).unwrap_or_default();
        let is_box = target.as_ref().and_then(|t| t.get_attribute("type")).is_some_and(|t| t == "checkbox");
        if key == "Escape" {
            self.is_shown.set(false);
            if let Some(card) = card(self.current.get_untracked()).filter(|_| tag != "BODY") {
                let _ = card.focus();
            }
            return;
        }
        if matches!(tag.as_str(), "INPUT" | "TEXTAREA" | "SELECT") && !is_box {
            return;
        }
        let is_plain = matches!(tag.as_str(), "BODY" | "FIELDSET" | "DIV" | "MAIN" | "HTML");
        if key == "Enter" && !is_plain {
            return;
        }
        if self.press(&key) {
            event.prevent_default();
        }
    }

    /// Does what a key says; false for a key that says nothing.
    pub(super) fn press(&self, key: &str) -> bool {
        let n = self.current.get_untracked();
        match key {
            "j" => self.go_to(self.next(n), true),
            "k" => self.go_to(n.saturating_sub(1), true),
            "a" | "x" => {
                self.keep(n, key == "a", true);
                self.go_to(self.next(n), true);
            }
            "e" | "Enter" => open(n),
            "s" => self.same(n, None),
            "u" => self.undo(),
            "[" => self.stretch(n, true, false),
            "]" => self.stretch(n, true, true),
            "{" => self.stretch(n, false, true),
            "}" => self.stretch(n, false, false),
            "w" => self.use_selection(n),
            "n" => self.add_selection(),
            "/" => self.split(n),
            "+" => press_button(n, "join", None),
            "?" => self.is_shown.update(|s| *s = !*s),
            _ => return false,
        }
        true
    }

    /// The card after this one; a card that was not focused yet comes first.
    fn next(&self, n: usize) -> usize {
        let is_begun = document().query_selector(".found-card--now").ok().flatten().is_some();
        if is_begun { (n + 1).min(self.count().saturating_sub(1)) } else { n }
    }

    fn go_to(&self, n: usize, is_focused: bool) {
        let Some(element) = card(n) else { return };
        let before = self.current.get_untracked();
        if let Some(old) = card(before) {
            set_class(&old, "found-card--now", false);
        }
        for mark in marks_of(before) {
            set_class(&mark, "found--now", false);
        }
        self.current.set(n);
        set_class(&element, "found-card--now", true);
        for mark in marks_of(n).iter().rev() {
            set_class(mark, "found--now", true);
            mark_into_view(mark);
        }
        if is_focused {
            let _ = element.focus();
            into_view(&element);
        }
    }

    fn keep(&self, n: usize, is_on: bool, is_noted: bool) {
        let Some(field) = by_id::<HtmlInputElement>(&format!("keep-{}", n + 1)) else { return };
        if is_noted && field.checked() != is_on {
            self.changes.borrow_mut().push(Change::Keep(n, field.checked()));
        }
        field.set_checked(is_on);
        changed(&field);
        self.show_all();
    }

    /// Ticks or unticks "same speaker", and says whose words they then are.
    fn same(&self, n: usize, to: Option<bool>) {
        let Some(field) = by_id::<HtmlInputElement>(&format!("same-{}", n + 1)) else { return };
        if to.is_none() {
            self.changes.borrow_mut().push(Change::Same(n, field.checked()));
        }
        field.set_checked(to.unwrap_or(!field.checked()));
        changed(&field);
        self.show_all();
    }

    /// Shows on every card and mark what its fields say.
    fn show_all(&self) {
        let (mut ticked, count) = (0, self.count());
        let mut speaker = String::new();
        for n in 0..count {
            let is_on = |id: String| by_id::<HtmlInputElement>(&id).is_some_and(|f| f.checked());
            let is_kept = is_on(format!("keep-{}", n + 1));
            ticked += usize::from(is_kept);
            if let Some(card) = card(n) {
                set_class(&card, "found-card--off", !is_kept);
                let is_same = is_on(format!("same-{}", n + 1));
                if let Some(shown) = card.query_selector(".found-card__who strong bdi").ok().flatten() {
                    let typed = by_id::<HtmlInputElement>(&format!("f-quotes-{n}-speaker_name")).map(|f| f.value());
                    let own = shown.get_attribute("data-own").or_else(|| shown.text_content()).unwrap_or_default();
                    // What was typed since; the quote marks of the unnamed stand in the page already.
                    let own = typed.filter(|t| !t.is_empty() && !own.contains(t.as_str())).unwrap_or(own);
                    let _ = shown.set_attribute("data-own", &own);
                    if !is_same {
                        speaker = own;
                    }
                    shown.set_text_content(Some(&speaker));
                }
            }
            for mark in marks_of(n) {
                set_class(&mark, "found--off", !is_kept);
            }
        }
        if let Some(said) = by_id::<HtmlElement>("ticked") {
            let sentence = said.get_attribute("data-sentence").unwrap_or_default();
            let sentence = sentence.replace("{n}", &ticked.to_string()).replace("{all}", &count.to_string());
            said.set_text_content(Some(&sentence));
        }
    }

    fn undo(&self) {
        let last = self.changes.borrow_mut().pop();
        match last {
            Some(Change::Keep(n, was)) => {
                self.keep(n, was, false);
                self.go_to(n, true);
            }
            Some(Change::Same(n, was)) => {
                self.same(n, Some(was));
                self.go_to(n, true);
            }
            Some(Change::Words(n, segments, wording)) => {
                self.put_words(n, &segments, &wording);
                self.go_to(n, true);
            }
            None => click("undo-cards"),
        }
    }

    fn text(&self) -> Vec<char> {
        let text = by_id::<Element>(&self.article).and_then(|a| a.text_content()).unwrap_or_default();
        text.chars().collect()
    }

    fn segments_field(n: usize) -> Option<HtmlInputElement> {
        by_id(&format!("f-quotes-{n}-segments"))
    }

    fn set_words(&self, n: usize, chars: &[char], segments: &[(usize, usize)]) {
        let Some(field) = Self::segments_field(n) else { return };
        let wording = by_id::<HtmlTextAreaElement>(&format!("f-quotes-{n}-wording"));
        let before = wording.map(|w| w.value()).unwrap_or_default();
        self.changes.borrow_mut().push(Change::Words(n, field.value(), before));
        self.put_words(n, &write_segments(segments), &words_of(chars, segments));
    }

    fn put_words(&self, n: usize, segments: &str, wording: &str) {
        if let Some(field) = Self::segments_field(n) {
            field.set_value(segments);
        }
        if let Some(field) = by_id::<HtmlTextAreaElement>(&format!("f-quotes-{n}-wording")) {
            field.set_value(wording);
            changed(&field);
        }
        if let Some(shown) = by_id::<HtmlElement>(&format!("words-{}", n + 1)) {
            shown.set_text_content(Some(wording));
        }
        self.paint();
        self.go_to(n, false);
    }

    fn stretch(&self, n: usize, is_start: bool, is_more: bool) {
        let chars = self.text();
        let known = Self::segments_field(n).and_then(|f| read_segments(&f.value(), chars.len()));
        if let Some(moved) = known.and_then(|s| stretch(&chars, &s, is_start, is_more)) {
            self.set_words(n, &chars, &moved);
        }
    }

    fn look_at_selection(&self) {
        if let Some(found) = selected_in(&self.article) {
            self.is_selected.set(found.is_some());
            *self.selected.borrow_mut() = found;
        }
    }

    fn use_selection(&self, n: usize) {
        let Some((words, start)) = self.selected.borrow_mut().take() else { return };
        self.is_selected.set(false);
        let chars = self.text();
        self.set_words(n, &chars, &[(start, start + words.chars().count())]);
    }

    fn add_selection(&self) {
        let Some((words, start)) = self.selected.borrow_mut().take() else {
            if let Some(field) = by_id::<HtmlElement>("f-missed") {
                let _ = field.focus();
            }
            return;
        };
        if let Some(field) = by_id::<HtmlTextAreaElement>("f-missed") {
            field.set_value(&words);
        }
        if let Some(field) = by_id::<HtmlInputElement>("f-missed_start") {
            field.set_value(&start.to_string());
        }
        click("add-missed");
    }

    fn split(&self, n: usize) {
        let at = self.selected.borrow().as_ref().map(|(_, start)| *start);
        press_button(n, "split", at);
    }

    /// Marks the article anew by what the fields say.
    fn paint(&self) {
        let Some(article) = by_id::<Element>(&self.article) else { return };
        let chars = self.text();
        let cards: Vec<Vec<(usize, usize)>> = (0..self.count())
            .map(|n| Self::segments_field(n).and_then(|f| read_segments(&f.value(), chars.len())).unwrap_or_default())
            .collect();
        article.set_text_content(None);
        for piece in pieces(&chars, &cards) {
            let text = document().create_text_node(&piece.text);
            let Some(n) = piece.card else {
                let _ = article.append_child(&text);
                continue;
            };
            let (Ok(mark), Ok(link)) = (document().create_element("mark"), document().create_element("a")) else {
                continue;
            };
            let number = (n + 1).to_string();
            mark.set_class_name("found");
            let _ = mark.set_attribute("data-mark", &n.to_string());
            let _ = link.set_attribute("href", &format!("#card-{number}"));
            if piece.is_first {
                mark.set_id(&format!("mark-{number}"));
                let _ = link.set_attribute("data-n", &number);
            }
            let _ = link.append_child(&text);
            let _ = mark.append_child(&link);
            let _ = article.append_child(&mark);
        }
        self.show_all();
    }
}

fn place_of(target: Option<web_sys::EventTarget>, selector: &str, attribute: &str) -> Option<usize> {
    let element = target?.dyn_into::<Element>().ok()?.closest(selector).ok()??;
    element.get_attribute(attribute)?.parse().ok()
}

fn click(id: &str) {
    if let Some(button) = by_id::<HtmlElement>(id) {
        button.click();
    }
}

fn open(n: usize) {
    let Some(more) = card(n).and_then(|c| c.query_selector("details").ok().flatten()) else { return };
    if let Ok(more) = more.dyn_into::<HtmlDetailsElement>() {
        more.set_open(true);
    }
    if let Some(field) = by_id::<HtmlElement>(&format!("f-quotes-{n}-speaker_name")) {
        let _ = field.focus();
    }
}

/// Presses a button of a card that sends the form.
fn press_button(n: usize, verb: &str, at: Option<usize>) {
    let found = card(n).and_then(|c| c.query_selector(&format!("[data-verb='{verb}']")).ok().flatten());
    let Some(button) = found.and_then(|b| b.dyn_into::<HtmlButtonElement>().ok()) else { return };
    if let Some(at) = at {
        button.set_value(&format!("{verb}:{n}:{at}"));
    }
    button.click();
}
