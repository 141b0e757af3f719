//! Forms as browsers send them: names with brackets, in order.

use std::{
    fmt::Write,
    sync::atomic::{AtomicU32, Ordering},
};

/// Fields of a form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Form(Vec<(String, String)>);

impl Form {
    /// No fields.
    pub fn new() -> Self {
        Self::default()
    }

    /// The same with a field set.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        match self.0.iter_mut().find(|(n, _)| n == name) {
            Some(field) => value.clone_into(&mut field.1),
            None => self.0.push((name.to_owned(), value.to_owned())),
        }
        self
    }

    /// The same without a field.
    pub fn without(mut self, name: &str) -> Self {
        self.0.retain(|(n, _)| n != name);
        self
    }

    /// The same, sent with this button.
    pub fn press(self, button: &str) -> Self {
        self.with("do", button)
    }

    /// The value of a field; nothing where there is none.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v)
    }

    /// Adds a field as it stands in a page.
    pub fn push(&mut self, name: String, value: String) {
        self.0.push((name, value));
    }

    /// Fields whose names end so, in order.
    pub fn all(&self, end: &str) -> Vec<&str> {
        self.0.iter().filter(|(n, _)| n.ends_with(end)).map(|(_, v)| v.as_str()).collect()
    }

    /// The names of its fields, in order.
    pub fn names(&self) -> Vec<&str> {
        self.0.iter().map(|(n, _)| n.as_str()).collect()
    }

    /// Fields that hold anything, with their values, in the order of their names.
    pub fn filled(&self) -> Vec<(&str, &str)> {
        let mut all: Vec<_> =
            self.0.iter().map(|(n, v)| (n.as_str(), v.as_str())).filter(|(_, v)| !v.is_empty()).collect();
        all.sort_unstable();
        all
    }

    /// As `application/x-www-form-urlencoded`; browsers send line ends as CR LF.
    pub fn encoded(&self) -> String {
        let pairs = self.0.iter().map(|(n, v)| format!("{}={}", encode(n), encode(&v.replace('\n', "\r\n"))));
        pairs.collect::<Vec<_>>().join("&")
    }
}

/// Escapes every byte that is not a letter or digit.
pub fn encode(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

fn receipt() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    format!("receipt-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}

/// A new quote that could be published: a speaker, an outlet that readers saw, and the radio that heard the words.
pub fn quote(words: &str) -> Form {
    Form::new()
        .with("version", "0")
        .with("receipt", &receipt())
        .with("speaker_name", "Ratna Wijayanti")
        .with("speaker_kind", "person")
        .with("role_then", "Kepala Pelabuhan")
        .with("said", "7/8/2024")
        .with("place", "Tanjung Sari")
        .with("note", "")
        .with("steps[0][key]", "1")
        .with("steps[0][read]", "on")
        .with("steps[0][outlet_name]", "Kabar Pesisir")
        .with("steps[0][wording]", words)
        .with("steps[0][lang]", "id")
        .with("steps[0][directness]", "direct")
        .with("steps[0][cue]", "ujar")
        .with("steps[0][from][0][up]", "2")
        .with("steps[0][from][0][kind]", "quotes")
        .with("steps[0][from][0][state]", "asserted")
        .with("steps[0][from][0][evidence]", "Dilansir Radio Muara")
        .with("steps[1][key]", "2")
        .with("steps[1][outlet_name]", "Radio Muara")
        .with("steps[1][basis]", "heard")
        .press("save")
}

/// A new article with its text.
pub fn article(title: &str, text: &str) -> Form {
    Form::new()
        .with("version", "0")
        .with("receipt", &receipt())
        .with("title", title)
        .with("lang", "id")
        .with("snapshot", text)
        .with("outlet_name", "Kabar Pesisir")
        .press("save")
}
