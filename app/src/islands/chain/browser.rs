//! What happens on a press, a key, a change. One change at a time; what is typed meanwhile is sent along again.

use super::{
    EditorWords,
    page::{active, by_id, cards, choice, chosen, dress, fields, focus, key_of, post, put, sent},
};
use leptos::{ev, leptos_dom::helpers::window_event_listener, prelude::*};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::JsCast;
use web_sys::Element;

/// Most states that are kept to go back to.
const DEPTH: usize = 100;

/// The steps' fields as they were, as a form is sent.
#[derive(Default)]
struct History {
    now: String,
    undo: Vec<String>,
    redo: Vec<String>,
    is_busy: bool,
}

/// From where a change was asked for: there the focus goes back to.
#[derive(Clone, PartialEq)]
enum From {
    Picture,
    Tools(String),
    Card,
    Nowhere,
}

#[derive(Clone)]
struct Editor {
    form: Rc<str>,
    live: Rc<str>,
    words: Rc<EditorWords>,
    said: RwSignal<String>,
    depth: RwSignal<(usize, usize)>,
    history: Rc<RefCell<History>>,
}

/// Begins to listen.
pub(super) fn wake(
    form: String,
    live: String,
    words: EditorWords,
    said: RwSignal<String>,
    depth: RwSignal<(usize, usize)>,
) {
    let editor =
        Editor { form: form.into(), live: live.into(), words: Rc::new(words), said, depth, history: Rc::default() };
    editor.history.borrow_mut().now = editor.steps();
    dress(&editor.live, &chosen("chosen_down"));
    let (on_click, on_key, on_change, on_leave) = (editor.clone(), editor.clone(), editor.clone(), editor);
    let _ = window_event_listener(ev::click, move |event| on_click.click(&event));
    let _ = window_event_listener(ev::keydown, move |event| on_key.key(&event));
    let _ = window_event_listener(ev::change, move |event| on_change.typed(&event));
    let _ = window_event_listener(ev::focusout, move |event| on_leave.typed(&event));
}

fn element(event: &web_sys::Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

fn above(element: &Element, selector: &str) -> Option<Element> {
    element.closest(selector).ok().flatten()
}

/// Goes to the fields of a step; one that is folded is opened on the way.
fn open(key: &str) {
    let Some(step) = by_id(&format!("step-{key}")) else { return };
    let folded = step.class_list().contains("step-line");
    match step.query_selector("button[data-chain]").ok().flatten().filter(|_| folded) {
        Some(button) => button.unchecked_ref::<web_sys::HtmlElement>().click(),
        None => focus(&step),
    }
}

/// Whether a button only shows or folds something: there is nothing to undo then.
fn only_shows(verb: &str) -> bool {
    ["open:", "close:", "turn:"].iter().any(|v| verb.starts_with(v))
}

/// A verb for two steps: the two chosen, or the one chosen and the one at hand.
fn both(verb: &str, at: &str) -> String {
    match (chosen("chosen_down"), chosen("chosen_up")) {
        (first, second) if second.is_empty() && !first.is_empty() && first != at => format!("{verb}:{first}:{at}"),
        _ => verb.to_owned(),
    }
}

impl Editor {
    /// The steps' fields as they stand.
    fn steps(&self) -> String {
        sent(&self.form).map(|s| fields(&s, true)).unwrap_or_default()
    }

    fn is_inside(&self, element: &Element) -> bool {
        by_id(&self.live).is_some_and(|live| live.contains(Some(element)))
    }

    fn say(&self, text: &str) {
        self.said.set(text.to_owned());
    }

    /// Keeps the state before the last change, if there was one.
    fn keep(&self) -> bool {
        let steps = self.steps();
        let mut history = self.history.borrow_mut();
        if steps == history.now {
            return false;
        }
        let before = std::mem::replace(&mut history.now, steps);
        history.undo.push(before);
        if history.undo.len() > DEPTH {
            history.undo.remove(0);
        }
        history.redo.clear();
        self.depth.set((history.undo.len(), 0));
        true
    }

    fn click(&self, event: &web_sys::MouseEvent) {
        let Some(target) = element(event) else { return };
        if event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key() {
            return;
        }
        if let Some(button) = above(&target, "[data-chain-history]") {
            self.history(&button.get_attribute("data-chain-history").unwrap_or_default(), From::Nowhere);
        } else if let Some(button) = above(&target, "button[data-chain]").filter(|b| self.is_inside(b)) {
            event.prevent_default();
            let verb = button.get_attribute("value").unwrap_or_default();
            let from = if above(&button, "#chain-change").is_some() { From::Tools(verb.clone()) } else { From::Card };
            self.act(verb, from);
        } else if let Some(key) = above(&target, "a.chain-node").filter(|c| self.is_inside(c)).and_then(|c| key_of(&c))
        {
            event.prevent_default();
            self.choose(&key);
            // The second click of two has taken the choice back: what was chosen stays chosen.
            if event.detail() == 2 {
                open(&key);
            }
        }
    }

    fn key(&self, event: &web_sys::KeyboardEvent) {
        let Some(target) = element(event) else { return };
        let key = event.key();
        if (event.ctrl_key() || event.meta_key()) && !event.alt_key() {
            let types = matches!(target.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT");
            let verb = match key.to_ascii_lowercase().as_str() {
                "z" if event.shift_key() => "redo",
                "z" => "undo",
                "y" => "redo",
                _ => return,
            };
            if !types {
                event.prevent_default();
                let in_picture = above(&target, "a.chain-node").is_some_and(|c| self.is_inside(&c));
                self.history(verb, if in_picture { From::Picture } else { From::Nowhere });
            }
            return;
        }
        let Some(card) = above(&target, "a.chain-node").filter(|c| self.is_inside(c)) else { return };
        let Some(at) = key_of(&card).filter(|_| !event.alt_key()) else { return };
        let verb = match key.as_str() {
            "ArrowDown" | "ArrowRight" | "j" => return self.go(event, &at, true),
            "ArrowUp" | "ArrowLeft" | "k" => return self.go(event, &at, false),
            " " | "Enter" => {
                event.prevent_default();
                return self.choose(&at);
            }
            "Escape" => return self.choose(""),
            "e" => {
                event.prevent_default();
                return open(&at);
            }
            "b" => format!("branch:{at}"),
            "u" => format!("unknown:{at}"),
            "r" => format!("remove:{at}"),
            "h" => both("draw", &at),
            "d" => both("drop", &at),
            "i" => both("between", &at),
            "m" => both("join", &at),
            _ => return,
        };
        event.prevent_default();
        self.act(verb, From::Picture);
    }

    /// The next card of the picture, or the one before.
    fn go(&self, event: &web_sys::KeyboardEvent, at: &str, forward: bool) {
        event.prevent_default();
        let cards = cards(&self.live);
        let Some(place) = cards.iter().position(|c| key_of(c).as_deref() == Some(at)) else { return };
        let next = if forward { place + 1 } else { place.wrapping_sub(1) };
        if let Some((card, key)) = cards.get(next).and_then(|c| Some((c, key_of(c)?))) {
            dress(&self.live, &key);
            focus(card);
        }
    }

    /// Chooses a step, or takes the choice back. An empty key chooses none.
    fn choose(&self, key: &str) {
        let (Some(first), second) = (choice("chosen_down"), choice("chosen_up")) else { return };
        let (a, b) = (first.value(), chosen("chosen_up"));
        let (a, b) = match key {
            "" => (String::new(), String::new()),
            key if key == a => (b, String::new()),
            key if key == b => (a, String::new()),
            key if a.is_empty() => (key.to_owned(), b),
            key if second.as_ref().is_some_and(|s| s.tag_name() == "SELECT") => (a, key.to_owned()),
            key => (key.to_owned(), b),
        };
        first.set_value(&a);
        if let Some(second) = &second {
            second.set_value(&b);
        }
        dress(&self.live, key);
        self.tell_choice();
    }

    fn tell_choice(&self) {
        let name = |id: &str| -> Option<String> {
            let list = choice(id)?;
            let value = list.value();
            (!value.is_empty()).then_some(())?;
            let index = u32::try_from(list.selected_index()).ok()?;
            list.options().get_with_index(index)?.text_content()
        };
        let first = name("chosen_down").map(|s| self.words.first.replace("{step}", &s));
        let second = name("chosen_up").map(|s| self.words.second.replace("{step}", &s));
        let told: Vec<String> = [first, second].into_iter().flatten().collect();
        self.say(if told.is_empty() { self.words.none.clone() } else { told.join(" ") }.as_str());
    }

    /// Something was typed or chosen in a field: the picture follows once the field is left.
    fn typed(&self, event: &web_sys::Event) {
        let Some(target) = element(event).filter(|t| self.is_inside(t)) else { return };
        if matches!(target.id().as_str(), "f-chosen_down" | "f-chosen_up") {
            dress(&self.live, &chosen("chosen_down"));
            return;
        }
        if above(&target, "fieldset.step").is_none() || self.history.borrow().is_busy || !self.keep() {
            return;
        }
        let editor = self.clone();
        leptos::task::spawn_local(async move {
            let before = editor.steps();
            let Some(page) = editor.send("redraw", &before).await.ok() else { return };
            if editor.history.borrow().is_busy || editor.steps() != before {
                return;
            }
            let focused = active().filter(|a| editor.is_inside(a));
            let card = focused.as_ref().and_then(|f| above(f, "a.chain-node")).and_then(|c| key_of(&c));
            put("chain-picture", &page);
            if focused.is_none_or(|f| above(&f, "#chain-change").is_none()) {
                // Steps may have been chosen while the answer was on its way.
                let lists = ["chosen_down", "chosen_up"].map(|name| (name, chosen(name)));
                put("chain-change", &page);
                for (name, value) in lists {
                    if let Some(list) = choice(name) {
                        list.set_value(&value);
                    }
                }
            }
            for old in by_id(&editor.live).map(|l| super::page::all(&l, "fieldset.step")).unwrap_or_default() {
                let legend = |step: Option<Element>| step.and_then(|s| s.query_selector("legend").ok().flatten());
                let (old, new) = (legend(Some(old.clone())), legend(page.get_element_by_id(&old.id())));
                if let (Some(old), Some(new)) = (old, new) {
                    old.set_text_content(new.text_content().as_deref());
                }
            }
            editor.settle(card.as_deref());
        });
    }

    /// Dresses the picture, and gives the focus back to a card.
    fn settle(&self, card: Option<&str>) {
        let at = card.map_or_else(|| chosen("chosen_down"), str::to_owned);
        dress(&self.live, &at);
        if let Some(card) = cards(&self.live).into_iter().find(|c| card.is_some() && key_of(c).as_deref() == card) {
            focus(&card);
        }
    }

    /// Sends the form with these steps and a button; gives the page that comes back, or what it says instead.
    async fn send(&self, verb: &str, steps: &str) -> Result<web_sys::Document, String> {
        let unreachable = || self.words.unreachable.clone();
        let form = by_id(&self.form).and_then(|f| f.dyn_into::<web_sys::HtmlFormElement>().ok());
        let all = sent(&self.form).ok_or_else(unreachable)?;
        let address = form.map(|f| f.action()).unwrap_or_default();
        let body = format!("{}&{steps}&do={}", fields(&all, false), verb.replace(':', "%3A"));
        let (status, page) = post(&address, &body).await.ok_or_else(unreachable)?;
        if status == 200 && page.get_element_by_id(&self.live).is_some() {
            return Ok(page);
        }
        let problem = page.get_element_by_id("problems").map(|p| {
            let line = |tag: &str| p.query_selector(tag).ok().flatten().and_then(|e| e.text_content());
            [line("h2"), line("p")].into_iter().flatten().collect::<Vec<_>>().join(". ")
        });
        let said = || if status == 401 { self.words.signed_out.clone() } else { unreachable() };
        Err(problem.filter(|p| !p.is_empty()).unwrap_or_else(said))
    }

    /// Puts the chain of an answer in place.
    fn take(&self, page: &web_sys::Document, from: &From) {
        let said = page.get_element_by_id("chain-said").and_then(|e| e.text_content()).unwrap_or_default();
        let held = active().filter(|a| self.is_inside(a)).map(|a| match (a.id(), a.get_attribute("value")) {
            (id, _) if !id.is_empty() => format!("#{id}"),
            (_, value) => format!("button[value=\"{}\"]", value.unwrap_or_default()),
        });
        // What takes the focus by itself is for pages that come whole.
        if let Ok(Some(step)) = page.query_selector("[autofocus]") {
            step.remove_attribute("autofocus").ok();
        }
        let Some(live) = put(&self.live, page) else { return };
        let at = live.get_attribute("data-at").unwrap_or_default();
        self.say(&said);
        dress(&self.live, &at);
        match from {
            From::Picture => self.settle(cards(&self.live).iter().filter_map(key_of).find(|k| *k == at).as_deref()),
            From::Tools(verb) => {
                if let Ok(Some(button)) = live.query_selector(&format!("#chain-change button[value=\"{verb}\"]")) {
                    focus(&button);
                }
            }
            // After closing a step its line is there, and is not to be opened again.
            From::Card => by_id(&format!("step-{at}")).iter().for_each(focus),
            From::Nowhere => {}
        }
        // Whatever had the focus and is no more hands it to its like, else to the step.
        if let Some(held) = held.filter(|_| active().is_none_or(|a| a.tag_name() == "BODY")) {
            match live.query_selector(&held).ok().flatten() {
                Some(like) => focus(&like),
                None => by_id(&format!("step-{at}")).iter().for_each(focus),
            }
        }
    }

    /// Tells the guard of unsaved work, which listens for typing.
    fn touched(&self) {
        let event = web_sys::EventInit::new();
        event.set_bubbles(true);
        if let (Some(live), Ok(event)) = (by_id(&self.live), web_sys::Event::new_with_event_init_dict("input", &event))
        {
            live.dispatch_event(&event).ok();
        }
    }

    fn begin(&self) -> bool {
        !std::mem::replace(&mut self.history.borrow_mut().is_busy, true)
    }

    /// Presses a button of the chain.
    fn act(&self, verb: String, from: From) {
        if !self.begin() {
            return;
        }
        self.keep();
        let editor = self.clone();
        leptos::task::spawn_local(async move {
            let mut steps = editor.steps();
            let mut tries = 0;
            let answer = loop {
                let answer = editor.send(&verb, &steps).await;
                let typed_since = editor.steps();
                tries += 1;
                if tries > 4 || answer.is_err() || typed_since == steps {
                    break answer;
                }
                steps = typed_since;
            };
            match answer {
                Ok(page) => {
                    editor.keep();
                    editor.take(&page, &from);
                    if only_shows(&verb) {
                        editor.history.borrow_mut().now = editor.steps();
                    } else {
                        editor.keep();
                        editor.touched();
                    }
                }
                Err(problem) => editor.say(&problem),
            }
            editor.history.borrow_mut().is_busy = false;
        });
    }

    /// Goes back to how the steps were, or forward again.
    fn history(&self, verb: &str, from: From) {
        if !self.begin() {
            return;
        }
        self.keep();
        let is_undo = verb == "undo";
        let target = {
            let history = self.history.borrow();
            if is_undo { history.undo.last().cloned() } else { history.redo.last().cloned() }
        };
        let Some(target) = target else {
            self.say(if is_undo { &self.words.nothing_to_undo } else { &self.words.nothing_to_redo });
            self.history.borrow_mut().is_busy = false;
            return;
        };
        let editor = self.clone();
        leptos::task::spawn_local(async move {
            match editor.send("redraw", &target).await {
                Ok(page) => {
                    editor.take(&page, &from);
                    editor.touched();
                    let steps = editor.steps();
                    let mut history = editor.history.borrow_mut();
                    let before = std::mem::replace(&mut history.now, steps);
                    if is_undo {
                        history.undo.pop();
                        history.redo.push(before);
                    } else {
                        history.redo.pop();
                        history.undo.push(before);
                    }
                    editor.depth.set((history.undo.len(), history.redo.len()));
                    drop(history);
                    editor.say(if is_undo { &editor.words.undone } else { &editor.words.redone });
                }
                Err(problem) => editor.say(&problem),
            }
            editor.history.borrow_mut().is_busy = false;
        });
    }
}
