//! Forms as browsers send them.

use std::fmt::Write;

use crate::words;

/// Fields of a form, in order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Form(Vec<(String, String)>);

impl Form {
    /// The same with a field set.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        match self.0.iter_mut().find(|(known, _)| known == name) {
            Some(field) => value.clone_into(&mut field.1),
            None => self.0.push((name.to_owned(), value.to_owned())),
        }
        self
    }

    /// As `application/x-www-form-urlencoded`.
    pub(crate) fn encoded(&self) -> String {
        let mut out = String::new();
        for (name, value) in &self.0 {
            if !out.is_empty() {
                out.push('&');
            }
            encode(&mut out, name);
            out.push('=');
            encode(&mut out, value);
        }
        out
    }
}

fn encode(out: &mut String, text: &str) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
}

/// A quote that could be published: its words, and the words of the radio that they were taken from.
pub(crate) fn quote(first: &str, second: &str) -> Form {
    Form::default()
        .with("version", "0")
        .with("receipt", &words::unique("receipt"))
        .with("speaker_name", "Ratna Wijayanti")
        .with("speaker_kind", "person")
        .with("role_then", "Kepala Pelabuhan")
        .with("said", "7/8/2024")
        .with("place", "Tanjung Sari")
        .with("steps[0][key]", "1")
        .with("steps[0][read]", "on")
        .with("steps[0][outlet_name]", "Kabar Pesisir")
        .with("steps[0][wording]", first)
        .with("steps[0][lang]", "id")
        .with("steps[0][directness]", "direct")
        .with("steps[0][cue]", "ujar")
        .with("steps[0][from][0][up]", "2")
        .with("steps[0][from][0][kind]", "quotes")
        .with("steps[0][from][0][state]", "asserted")
        .with("steps[0][from][0][evidence]", "Dilansir Radio Muara")
        .with("steps[1][key]", "2")
        .with("steps[1][outlet_name]", "Radio Muara")
        .with("steps[1][wording]", second)
        .with("steps[1][lang]", "id")
        .with("steps[1][directness]", "direct")
        .with("steps[1][basis]", "heard")
        .with("do", "save")
}

/// A form of this many steps, each taken from the next, as its body.
pub(crate) fn long(steps: usize, button: &str) -> String {
    let mut body = format!("version=0&receipt={}&speaker_name=Ratna&do={button}", words::unique("receipt"));
    for step in 0..steps {
        let (key, up) = (step + 1, step + 2);
        let _ = write!(body, "&steps[{step}][key]={key}&steps[{step}][wording]=kata+{step}&steps[{step}][lang]=id");
        if up <= steps {
            let _ = write!(body, "&steps[{step}][from][0][up]={up}&steps[{step}][from][0][kind]=quotes");
        }
    }
    body
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_set_once_and_escaped() {
        let form = Form::default().with("a[0]", "x & y").with("b", "1").with("b", "2");
        assert_eq!(form.encoded(), "a%5B0%5D=x%20%26%20y&b=2");
    }

    #[test]
    fn a_long_form_has_its_steps_in_a_row() {
        let body = long(3, "add");
        assert_eq!(body.matches("[wording]=").count(), 3);
        assert_eq!(body.matches("[up]=").count(), 2);
        assert!(body.contains("&do=add&"));
    }
}
