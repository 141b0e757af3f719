//! The demonstration: a small library that shows what chains look like. It is loaded into an empty library only, by
//! the same doors that people use, and every record is marked as demonstration.

use crate::{Actor, Edit, Error, NewAccount, Result, Service, names::Naming};
use domain::{
    account::Role,
    document::Document,
    form::{DocumentForm, OutletForm, QuoteForm, SpeakerForm},
    quote::QuoteState,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The files of the demonstration, in the order in which they are loaded.
const FILES: [(&str, &str); 3] = [
    ("people.toml", include_str!("people.toml")),
    ("model-article.toml", include_str!("model-article.toml")),
    ("invented.toml", include_str!("invented.toml")),
];

/// Sign-ins of the demonstration: name, password, role. Only `--demo` makes them.
pub const SIGN_INS: [(&str, &str, &str, Role); 3] = [
    ("checker", "demo-checker-1", "Rani (demo)", Role::Checker),
    ("editor", "demo-editor-12", "Hasan (demo)", Role::Editor),
    ("admin", "demo-admin-123", "Ida (demo)", Role::Admin),
];

/// One file: what it holds is written exactly as the forms take it.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct File {
    /// Speakers by a name that only this file uses.
    speakers: Vec<SpeakerForm>,
    /// Outlets.
    outlets: Vec<OutletForm>,
    /// Documents.
    documents: Vec<DocumentForm>,
    /// Quotes.
    quotes: Vec<DemoQuote>,
}

#[derive(Debug, Serialize, Deserialize)]
struct DemoQuote {
    /// draft, review or published.
    state: String,
    #[serde(flatten)]
    form: QuoteForm,
}

/// Reads a file. The forms pass over fields that they do not know, because browsers send more than we ask for; here such
/// a field is a slip of the pen, and is refused.
fn read(name: &str, text: &str) -> Result<File> {
    let broken = |e: &dyn std::fmt::Display| Error::Broken(format!("demo file {name}: {e}"));
    let file: File = toml::from_str(text).map_err(|e| broken(&e))?;
    let written: toml::Value = toml::from_str(text).map_err(|e| broken(&e))?;
    let understood = serde_json::to_value(&file).map_err(|e| broken(&e))?;
    match unknown(&written, &understood, "") {
        Some(field) => Err(broken(&format!("there is no field {field}"))),
        None => Ok(file),
    }
}

/// The first field that was written and not understood: what was read holds every field by its name.
fn unknown(written: &toml::Value, understood: &serde_json::Value, at: &str) -> Option<String> {
    match (written, understood) {
        (toml::Value::Table(fields), serde_json::Value::Object(known)) => fields.iter().find_map(|(key, value)| {
            let at = if at.is_empty() { key.clone() } else { format!("{at}.{key}") };
            match known.get(key) {
                Some(known) => unknown(value, known, &at),
                None => Some(at),
            }
        }),
        (toml::Value::Array(list), serde_json::Value::Array(known)) => list
            .iter()
            .zip(known)
            .enumerate()
            .find_map(|(n, (value, known))| unknown(value, known, &format!("{at}[{n}]"))),
        _ => None,
    }
}

/// What was loaded, by kind.
pub type Loaded = BTreeMap<&'static str, usize>;

impl Service {
    /// Loads the demonstration.
    ///
    /// # Errors
    /// [`Error::NotEmpty`] when the library holds anything already.
    pub async fn load_demo(&self) -> Result<Loaded> {
        let actor = Actor::CommandLine;
        if !self.store.read().await?.is_empty().await? {
            return Err(Error::NotEmpty);
        }
        let mut loaded = Loaded::new();
        for (name, text) in FILES {
            let file = read(name, text)?;
            let in_file =
                |what: &str, n: usize, e: &Error| Error::Broken(format!("demo file {name}, {what} {n}: {e:?}"));
            let mut tx = self.store.write().await?;
            let now = self.now();
            let mut naming = Naming::new(&actor, now, true);
            for (n, form) in file.speakers.iter().enumerate() {
                let speaker = form.check(now).map_err(|e| in_file("speaker", n, &e.into()))?;
                naming.make_speaker(&mut tx, &speaker).await.map_err(|e| in_file("speaker", n, &e))?;
                *loaded.entry("speakers").or_default() += 1;
            }
            for (n, form) in file.outlets.iter().enumerate() {
                let outlet = form.check().map_err(|e| in_file("outlet", n, &e.into()))?;
                naming.make_outlet(&mut tx, &outlet).await.map_err(|e| in_file("outlet", n, &e))?;
                *loaded.entry("outlets").or_default() += 1;
            }
            for (n, form) in file.documents.iter().enumerate() {
                let (document, outlet) = form.check(now).map_err(|e| in_file("document", n, &e.into()))?;
                let outlet =
                    naming.outlet(&mut tx, "outlet_name", &outlet).await.map_err(|e| in_file("document", n, &e))?;
                let sha256 = crate::library::sha256(&document.snapshot);
                let document = Document { outlet, sha256, ..document };
                naming.make_document(&mut tx, &document, None).await.map_err(|e| in_file("document", n, &e))?;
                *loaded.entry("documents").or_default() += 1;
            }
            tx.commit().await?;
            for (n, quote) in file.quotes.iter().enumerate() {
                let edit = Edit::default();
                let saved =
                    self.save_quote_as(&actor, &edit, &quote.form, true).await.map_err(|e| in_file("quote", n, &e))?;
                let state = QuoteState::parse(&quote.state)
                    .ok_or_else(|| Error::Broken(format!("demo file {name}, quote {n}: state {}", quote.state)))?;
                if state != QuoteState::Draft {
                    self.set_quote_state(&actor, &saved.head.public_id, saved.head.version, state, "")
                        .await
                        .map_err(|e| in_file("quote", n, &e))?;
                }
                *loaded.entry("quotes").or_default() += 1;
            }
        }
        Ok(loaded)
    }

    /// Makes the sign-ins of the demonstration; those that are there already stay. Their passwords are published, so they
    /// are made in a library of the demonstration alone.
    ///
    /// # Errors
    /// [`Error::NotEmpty`] when some are missing in a library that began with records of its own, or has members of its own.
    pub async fn add_demo_sign_ins(&self) -> Result<()> {
        let mut tx = self.store.read().await?;
        let members = tx.accounts().await?;
        let is_demo = |login: &str| SIGN_INS.iter().any(|(own, ..)| *own == login);
        let has_all = SIGN_INS.iter().all(|(own, ..)| members.iter().any(|m| m.login == *own));
        if has_all {
            return Ok(());
        }
        if members.iter().any(|m| !is_demo(&m.login)) || !tx.began_with_demo().await? {
            return Err(Error::NotEmpty);
        }
        drop(tx);
        for (login, password, name, role) in SIGN_INS {
            let new = NewAccount {
                login: login.to_owned(),
                name: name.to_owned(),
                password: password.to_owned(),
                role: role.as_str().to_owned(),
            };
            match self.add_account(&Actor::CommandLine, &new).await {
                Ok(_) | Err(Error::Refused(_)) => {}
                Err(other) => return Err(other),
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_field_is_refused_wherever_it_stands() {
        for (text, field) in [
            ("[[speakers]]\nnaem = \"Ratna\"", "speakers[0].naem"),
            ("[[speakers]]\nname = \"A\"\nroles = [{ title = \"B\", form = \"2020\" }]", "speakers[0].roles[0].form"),
            ("[[outlets]]\nname = \"A\"\n[[outlets]]\nname = \"B\"\nfamilly = \"C\"", "outlets[1].familly"),
            ("[[documents]]\ntitle = \"A\"\noutlet = \"B\"", "documents[0].outlet"),
            ("[[quotes]]\nstate = \"draft\"\nspeaker = \"A\"", "quotes[0].speaker"),
            ("[[quotes]]\nstate = \"draft\"\n[[quotes.steps]]\nwordng = \"A\"", "quotes[0].steps[0].wordng"),
            (
                "[[quotes]]\nstate = \"draft\"\n[[quotes.steps]]\nfrom = [{ up = \"2\", sate = \"verified\" }]",
                "quotes[0].steps[0].from[0].sate",
            ),
        ] {
            let Err(Error::Broken(told)) = read("x.toml", text) else { panic!("{text} is read") };
            assert_eq!(told, format!("demo file x.toml: there is no field {field}"));
        }
        assert!(read("x.toml", "[[articles]]\ntitle = \"A\"").is_err());
    }

    #[test]
    fn the_files_of_the_demonstration_are_read_whole() {
        for (name, text) in FILES {
            read(name, text).unwrap();
        }
    }
}
