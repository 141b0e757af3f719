//! A form as a browser reads it out of a page and would send it: by the tokens of HTML, so that character references,
//! quotes in attributes, text fields and titles are read as they are everywhere.

use super::{Form, Page};
use html5gum::{StartTag, Token, Tokenizer, emitters::default::DefaultEmitter};

fn tokens(html: &str) -> impl Iterator<Item = Token<()>> {
    let mut emitter = DefaultEmitter::new_with_span();
    emitter.naively_switch_states(true);
    Tokenizer::new_with_emitter(html, emitter).flatten()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn attribute(tag: &StartTag<()>, name: &str) -> Option<String> {
    tag.attributes.get(name.as_bytes()).map(|value| text(value))
}

/// What a browser would send back from the record's form, pressing no button.
pub fn form_in(page: &Page) -> Form {
    form_where(page, |tag| attribute(tag, "id").as_deref() == Some("record-form"))
}

/// The same of the form that is sent to this address.
pub fn form_to(page: &Page, action: &str) -> Form {
    form_where(page, |tag| attribute(tag, "action").as_deref() == Some(action))
}

fn form_where(page: &Page, is_wanted: impl Fn(&StartTag<()>) -> bool) -> Form {
    let mut form = Form::new();
    let (mut inside, mut found) = (false, false);
    let mut area: Option<(String, String)> = None;
    let mut select: Option<(String, Option<String>)> = None;
    for token in tokens(&page.html) {
        match token {
            Token::StartTag(tag) if text(&tag.name) == "form" => {
                inside = is_wanted(&tag);
                found |= inside;
            }
            Token::EndTag(tag) if text(&tag.name) == "form" => inside = false,
            _ if !inside => {}
            Token::StartTag(tag) => {
                let name = attribute(&tag, "name").unwrap_or_default();
                match text(&tag.name).as_str() {
                    "input" if !name.is_empty() => {
                        let kind = attribute(&tag, "type").unwrap_or_default();
                        let is_box = matches!(kind.as_str(), "checkbox" | "radio");
                        if !is_box || attribute(&tag, "checked").is_some() {
                            let value = attribute(&tag, "value").unwrap_or_default();
                            // A field of one line drops line ends; one that is not seen keeps them.
                            let value = if kind == "hidden" { value } else { value.replace(['\n', '\r'], "") };
                            form.push(name, value);
                        }
                    }
                    "textarea" => area = Some((name, String::new())),
                    "select" => select = Some((name, None)),
                    "option" => {
                        if let Some((_, value)) = &mut select
                            && (value.is_none() || attribute(&tag, "selected").is_some())
                        {
                            *value = attribute(&tag, "value");
                        }
                    }
                    _ => {}
                }
            }
            Token::String(string) => {
                if let Some((_, value)) = &mut area {
                    value.push_str(&text(&string));
                }
            }
            Token::EndTag(tag) => match text(&tag.name).as_str() {
                "textarea" => {
                    if let Some((name, value)) = area.take() {
                        // The first line end after the tag belongs to the markup.
                        form.push(name, value.strip_prefix('\n').unwrap_or(&value).to_owned());
                    }
                }
                "select" => {
                    if let Some((name, value)) = select.take() {
                        form.push(name, value.unwrap_or_default());
                    }
                }
                _ => {}
            },
            _ => {}
        }
    }
    assert!(found, "the page holds the form: {}", page.words());
    form
}

/// The text of the page's title.
pub fn title_of(page: &Page) -> String {
    let mut title: Option<String> = None;
    for token in tokens(&page.html) {
        match (token, &mut title) {
            (Token::StartTag(tag), None) if text(&tag.name) == "title" => title = Some(String::new()),
            (Token::String(string), Some(title)) => title.push_str(&text(&string)),
            (Token::EndTag(tag), Some(_)) if text(&tag.name) == "title" => break,
            _ => {}
        }
    }
    title.unwrap_or_default()
}

#[test]
fn forms_are_read_by_the_rules_of_html() {
    let html = "<form id=record-form><input name='a' value=\"&amp;lt; &#x41;&gt;&notit; '\n\">\
                <textarea name=b>\n\n&lt;/textarea&gt; R&amp;amp;D <b></textarea>\
                <select name=c><option value=1>x<option value='&quot;' selected>y</select>\
                <input type=hidden name=d value=\"x\ny\"><input type=checkbox name=e></form>";
    let form = form_in(&Page::new(200, axum::http::HeaderMap::new(), html));
    assert_eq!(form.get("a"), "&lt; A>&notit; '");
    assert_eq!(form.get("b"), "\n</textarea> R&amp;D <b>");
    assert_eq!((form.get("c"), form.get("d")), ("\"", "x\ny"));
    assert_eq!(form.names(), ["a", "b", "c", "d"]);
}
