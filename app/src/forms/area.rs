//! Fields of several lines. A browser reads their text as it reads a title: `&` begins a character reference, `</`
//! may end the field, and a line feed right after the tag is dropped. Every such field is drawn here.

use leptos::prelude::*;

/// A field of several lines.
#[derive(Debug, Clone, Default)]
pub(crate) struct Area {
    /// Id of the element.
    pub id: String,
    /// Name in the form.
    pub name: String,
    /// How many lines are seen.
    pub rows: u8,
    /// Language of what is typed, where it is known.
    pub lang: Option<String>,
    /// What describes it.
    pub describedby: Option<String>,
    /// Whether something is wrong with it.
    pub is_wrong: bool,
    /// What was typed.
    pub value: String,
}

impl Area {
    /// The element.
    pub fn view(self) -> AnyView {
        let Self { id, name, rows, lang, describedby, is_wrong, value } = self;
        let invalid = is_wrong.then_some("true");
        view! {
            <textarea id=id name=name rows=rows.to_string() lang=lang dir="auto" aria-describedby=describedby aria-invalid=invalid>
                {inside(&value)}
            </textarea>
        }
        .into_any()
    }
}

/// Text as it has to stand inside such a field: the drawing library writes it as it comes.
fn inside(value: &str) -> String {
    format!("\n{}", html_escape::encode_text(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text_and_keeps_its_first_line_end() {
        let html = |value: &str| {
            Area { id: "f-note".into(), name: "note".into(), rows: 2, value: value.into(), ..Area::default() }
                .view()
                .to_html()
        };
        assert!(html("R&amp;D </textarea><b>").contains(">\nR&amp;amp;D &lt;/textarea&gt;&lt;b&gt;</textarea>"));
        assert!(html("\nsatu").contains(">\n\nsatu</textarea>"), "the browser drops one line end, and one alone");
        assert!(html("").contains(">\n</textarea>"));
    }
}
