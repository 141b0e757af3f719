//! A page as it arrived, and the little reading of HTML that tests need.

use axum::http::HeaderMap;

/// An answer.
#[derive(Debug)]
pub struct Page {
    /// Status.
    pub status: u16,
    /// Headers.
    pub headers: HeaderMap,
    /// Body as it came.
    pub bytes: Vec<u8>,
    /// Body as text.
    pub html: String,
}

impl Page {
    /// Keeps an answer.
    pub fn new(status: u16, headers: HeaderMap, bytes: impl Into<Vec<u8>>) -> Self {
        let bytes = bytes.into();
        let html = String::from_utf8_lossy(&bytes).into_owned();
        Self { status, headers, bytes, html }
    }

    /// A header; nothing where there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |v| v.to_str().unwrap())
    }

    /// Where it leads on to.
    pub fn location(&self) -> &str {
        self.header("location")
    }

    /// The public id in the address that a save leads on to.
    pub fn saved_id(&self) -> String {
        let path = self.location().split('?').next().unwrap();
        path.rsplit('/').next().unwrap().to_owned()
    }

    /// The text without tags, as it is read.
    pub fn words(&self) -> String {
        let mut out = String::new();
        let mut rest = self.html.as_str();
        while let Some(at) = rest.find('<') {
            out.push_str(&rest[..at]);
            rest = &rest[at..];
            rest = rest.find('>').map_or("", |end| &rest[end + 1..]);
        }
        out.push_str(rest);
        decode(&out)
    }

    /// Whether readers see this.
    pub fn says(&self, text: &str) -> bool {
        self.words().contains(text)
    }

    /// Whether this stands anywhere in the page, seen or not, in any letter case.
    pub fn holds(&self, text: &str) -> bool {
        let all = decode(&self.html.replace("<!>", "")).to_lowercase();
        all.contains(&text.to_lowercase())
    }

    /// The text of the first element with this tag.
    pub fn first(&self, tag: &str) -> String {
        let Some(at) = self.html.find(&format!("<{tag}")) else { return String::new() };
        let rest = &self.html[at..];
        let start = rest.find('>').unwrap() + 1;
        let end = rest.find(&format!("</{tag}>")).unwrap_or(rest.len());
        let inner = Self::new(200, HeaderMap::new(), &rest.as_bytes()[start..end]);
        inner.words()
    }

    /// The start tags of this name.
    pub fn tags(&self, name: &str) -> Vec<Tag<'_>> {
        tags(&self.html).filter(|t| t.name == name).collect()
    }

    /// Whether the page holds no script but the one small file that copies a sentence, and that only where it may.
    pub fn is_without_script_but(&self, copying: bool) -> bool {
        let scripts = self.tags("script");
        let ours = |tag: &Tag<'_>| {
            let empty = self.html[tag.after..].starts_with("</script>");
            empty && tag.get("src").is_some_and(|src| src.starts_with("/assets-") && src.ends_with("/copy.js"))
        };
        scripts.len() <= usize::from(copying) && scripts.iter().all(ours)
    }

    /// What is wrong with a field, as it is said beside it.
    pub fn error_at(&self, field: &str) -> Option<String> {
        let id: String = field.chars().filter(|c| *c != ']').map(|c| if c == '[' { '-' } else { c }).collect();
        let tag = tags(&self.html).find(|t| t.get("id").as_deref() == Some(&format!("f-{id}-error")))?;
        let rest = &self.html[tag.after..];
        Some(decode(&rest[..rest.find("</p>")?].replace("<!>", "")))
    }
}

/// A start tag.
#[derive(Debug, Clone)]
pub struct Tag<'a> {
    /// Its name.
    pub name: &'a str,
    inner: &'a str,
    /// Where what follows it begins.
    after: usize,
}

impl Tag<'_> {
    /// The value of an attribute; empty for one without value.
    pub fn get(&self, name: &str) -> Option<String> {
        let mut rest = self.inner;
        loop {
            rest = rest.trim_start();
            if rest.is_empty() {
                return None;
            }
            let end = rest.find([' ', '=', '\n']).unwrap_or(rest.len());
            let (this, after) = rest.split_at(end);
            let (value, after) = match after.strip_prefix("=\"") {
                Some(quoted) => {
                    let close = quoted.find('"').unwrap_or(quoted.len());
                    (&quoted[..close], quoted.get(close + 1..).unwrap_or_default())
                }
                None => ("", after),
            };
            if this == name {
                return Some(decode(value));
            }
            rest = after.trim_start_matches('/');
        }
    }
}

/// All start tags in order. What stands in a title or a text field is text, whatever it looks like.
fn tags(html: &str) -> impl Iterator<Item = Tag<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let open = at + html[at..].find('<')? + 1;
            // A quoted value may hold a greater-than sign.
            let mut quoted = false;
            let close = open
                + html[open..].find(|c| {
                    if c == '"' {
                        quoted = !quoted;
                    }
                    c == '>' && !quoted
                })?;
            at = close + 1;
            let inner = &html[open..close];
            if inner.starts_with(|c: char| c.is_ascii_alphabetic()) {
                let end = inner.find([' ', '\n', '/']).unwrap_or(inner.len());
                let closing = format!("</{}>", &inner[..end]);
                if matches!(&inner[..end], "title" | "textarea" | "script" | "style") {
                    at += html[at..].find(&closing).unwrap_or_default();
                }
                let after = close + 1;
                return Some(Tag { name: &inner[..end], inner: &inner[end..], after });
            }
        }
    })
}

fn decode(text: &str) -> String {
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    text.replace("&#x27;", "'").replace("&#39;", "'").replace("&amp;", "&")
}
