//! The forms of speakers, outlets and documents.

use super::{Named, lines, optional};
use crate::{
    date::PartialDate,
    document::{Document, Standing},
    invalid::{Errors, Invalid, Reason},
    lang::LangTag,
    outlet::{Outlet, OutletKind},
    speaker::{Speaker, SpeakerKind, SpeakerRole},
    text::{self, MAX_LINE, MAX_NOTE, MAX_SNAPSHOT},
    web,
};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

/// The most roles that one speaker holds over time.
pub const MAX_ROLES: usize = 100;

/// A speaker as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SpeakerForm {
    /// person, body, anonymous.
    pub kind: String,
    /// Name.
    pub name: String,
    /// Other names, one a line.
    pub aliases: String,
    /// Language of the name.
    pub lang: String,
    /// Wikidata item.
    pub wikidata: String,
    /// Day of birth.
    pub born: String,
    /// Day of death.
    pub died: String,
    /// Roles over time.
    pub roles: Vec<RoleForm>,
    /// Note for the newsroom.
    pub note: String,
    /// Why this change was made.
    pub reason: String,
}

/// A role as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RoleForm {
    /// Office or description.
    pub title: String,
    /// From when.
    pub from: String,
    /// Until when.
    pub until: String,
}

impl SpeakerForm {
    /// The list that holds more than a page would draw: such a form is not worth drawing again.
    pub fn is_too_large(&self) -> Option<Invalid> {
        let len = self.roles.len();
        (len > 2 * MAX_ROLES).then(|| Invalid::new("roles", Reason::TooMany { max: MAX_ROLES, len }))
    }

    /// Checks every field.
    ///
    /// # Errors
    /// All complaints, in the order of the form.
    pub fn check(&self, now: OffsetDateTime) -> Result<Speaker, Errors> {
        let mut e = Errors::default();
        let kind = e.take(SpeakerKind::from_form("kind", &self.kind)).flatten().unwrap_or(SpeakerKind::Person);
        let name = e.take(text::required_line("name", &self.name, MAX_LINE)).unwrap_or_default();
        let mut speaker = Speaker::named(kind, name);
        speaker.aliases = lines(&mut e, "aliases", &self.aliases);
        speaker.lang = optional(&mut e, &self.lang, |t| LangTag::parse("lang", t));
        speaker.wikidata = optional(&mut e, &self.wikidata, |t| wikidata("wikidata", t));
        speaker.born = optional(&mut e, &self.born, |t| PartialDate::parse_past("born", t, now));
        speaker.died = optional(&mut e, &self.died, |t| PartialDate::parse_past("died", t, now));
        if let (Some(born), Some(died)) = (speaker.born, speaker.died)
            && died.certainly_before(born)
        {
            e.add("died", Reason::DateOrder);
        }
        if self.roles.len() > MAX_ROLES {
            e.add("roles", Reason::TooMany { max: MAX_ROLES, len: self.roles.len() });
            return Err(e);
        }
        for (n, role) in self.roles.iter().enumerate() {
            let field = |name: &str| format!("roles[{n}][{name}]");
            let title = e.take(text::line(&field("title"), &role.title, MAX_LINE)).unwrap_or_default();
            let from = optional(&mut e, &role.from, |t| PartialDate::parse(&field("from"), t));
            let until = optional(&mut e, &role.until, |t| PartialDate::parse(&field("until"), t));
            if let (Some(from), Some(until)) = (from, until)
                && until.certainly_before(from)
            {
                e.add(field("until"), Reason::DateOrder);
            }
            if !title.is_empty() {
                speaker.roles.push(SpeakerRole { title, from, until });
            } else if from.is_some() || until.is_some() {
                e.add(field("title"), Reason::Empty);
            }
        }
        speaker.note = e.take(text::block("note", &self.note, MAX_NOTE)).unwrap_or_default();
        e.take(text::line("reason", &self.reason, MAX_LINE));
        e.into_result()?;
        Ok(speaker)
    }
}

impl From<&Speaker> for SpeakerForm {
    fn from(speaker: &Speaker) -> Self {
        let date = |d: Option<PartialDate>| d.map(|d| d.to_string()).unwrap_or_default();
        Self {
            kind: speaker.kind.as_str().to_owned(),
            name: speaker.name.clone(),
            aliases: speaker.aliases.join("\n"),
            lang: speaker.lang.as_ref().map(ToString::to_string).unwrap_or_default(),
            wikidata: speaker.wikidata.clone().unwrap_or_default(),
            born: date(speaker.born),
            died: date(speaker.died),
            roles: speaker
                .roles
                .iter()
                .map(|r| RoleForm { title: r.title.clone(), from: date(r.from), until: date(r.until) })
                .collect(),
            note: speaker.note.clone(),
            reason: String::new(),
        }
    }
}

/// Reads a Wikidata item, bare or as its address.
fn wikidata(field: &str, typed: &str) -> Result<String, Invalid> {
    let item = typed.trim().rsplit('/').next().unwrap_or_default().to_ascii_uppercase();
    let digits = item.strip_prefix('Q').unwrap_or_default();
    if digits.is_empty() || digits.len() > 12 || digits.starts_with('0') || !digits.bytes().all(|b| b.is_ascii_digit())
    {
        return Err(Invalid::new(field, Reason::NotAWikidataId));
    }
    Ok(item)
}

/// An outlet as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OutletForm {
    /// newspaper, wire, …
    pub kind: String,
    /// Name.
    pub name: String,
    /// Other names, one a line.
    pub aliases: String,
    /// Publisher family.
    pub family: String,
    /// Main language.
    pub lang: String,
    /// Country code.
    pub country: String,
    /// Home page.
    pub home_page: String,
    /// Note for the newsroom.
    pub note: String,
    /// Why this change was made.
    pub reason: String,
}

impl OutletForm {
    /// Checks every field.
    ///
    /// # Errors
    /// All complaints, in the order of the form.
    pub fn check(&self) -> Result<Outlet, Errors> {
        let mut e = Errors::default();
        let kind = e.take(OutletKind::from_form("kind", &self.kind)).flatten().unwrap_or(OutletKind::Other);
        let name = e.take(text::required_line("name", &self.name, MAX_LINE)).unwrap_or_default();
        let mut outlet = Outlet::named(kind, name);
        outlet.aliases = lines(&mut e, "aliases", &self.aliases);
        outlet.family = e.take(text::line("family", &self.family, MAX_LINE)).unwrap_or_default();
        outlet.lang = optional(&mut e, &self.lang, |t| LangTag::parse("lang", t));
        outlet.country = optional(&mut e, &self.country, |t| country("country", t)).unwrap_or_default();
        outlet.home_page = optional(&mut e, &self.home_page, |t| web::parse("home_page", t));
        outlet.note = e.take(text::block("note", &self.note, MAX_NOTE)).unwrap_or_default();
        e.take(text::line("reason", &self.reason, MAX_LINE));
        e.into_result()?;
        Ok(outlet)
    }
}

impl From<&Outlet> for OutletForm {
    fn from(outlet: &Outlet) -> Self {
        Self {
            kind: outlet.kind.as_str().to_owned(),
            name: outlet.name.clone(),
            aliases: outlet.aliases.join("\n"),
            family: outlet.family.clone(),
            lang: outlet.lang.as_ref().map(ToString::to_string).unwrap_or_default(),
            country: outlet.country.clone(),
            home_page: outlet.home_page.clone().unwrap_or_default(),
            note: outlet.note.clone(),
            reason: String::new(),
        }
    }
}

fn country(field: &str, typed: &str) -> Result<String, Invalid> {
    let code = typed.trim().to_ascii_uppercase();
    if code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase()) {
        Ok(code)
    } else {
        Err(Invalid::new(field, Reason::NotACountry))
    }
}

/// A document as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DocumentForm {
    /// Outlet's name.
    pub outlet_name: String,
    /// Outlet chosen, `new`, or empty.
    pub outlet_pick: String,
    /// Web address.
    pub url: String,
    /// Title.
    pub title: String,
    /// Byline as printed.
    pub byline: String,
    /// Dateline as printed.
    pub dateline: String,
    /// Language.
    pub lang: String,
    /// When published.
    pub published: String,
    /// Archived copy.
    pub archived_url: String,
    /// The text as read.
    pub snapshot: String,
    /// current, corrected, retracted.
    pub standing: String,
    /// What was corrected.
    pub standing_note: String,
    /// Note for the newsroom.
    pub note: String,
    /// Why this change was made.
    pub reason: String,
}

impl DocumentForm {
    /// Checks every field. The document that comes out has no outlet yet: its name is given beside it.
    ///
    /// # Errors
    /// All complaints, in the order of the form. A document needs an address, a title or its text.
    pub fn check(&self, now: OffsetDateTime) -> Result<(Document, Named), Errors> {
        let mut e = Errors::default();
        let snapshot = e.take(text::block("snapshot", &self.snapshot, MAX_SNAPSHOT)).unwrap_or_default();
        let url = optional(&mut e, &self.url, |t| web::parse("url", t));
        let title = e.take(text::line("title", &self.title, MAX_LINE)).unwrap_or_default();
        let outlet = e.take(Named::read("outlet_name", &self.outlet_name, &self.outlet_pick));
        let document = Document {
            outlet: None,
            url,
            title,
            byline: e.take(text::line("byline", &self.byline, MAX_LINE)).unwrap_or_default(),
            dateline: e.take(text::line("dateline", &self.dateline, MAX_LINE)).unwrap_or_default(),
            published: optional(&mut e, &self.published, |t| PartialDate::parse_past("published", t, now)),
            lang: optional(&mut e, &self.lang, |t| LangTag::parse("lang", t)),
            archived_url: optional(&mut e, &self.archived_url, |t| web::parse("archived_url", t)),
            snapshot,
            sha256: String::new(),
            standing: e.take(Standing::from_form("standing", &self.standing)).flatten().unwrap_or(Standing::Current),
            standing_note: e.take(text::line("standing_note", &self.standing_note, MAX_LINE)).unwrap_or_default(),
            note: e.take(text::block("note", &self.note, MAX_NOTE)).unwrap_or_default(),
        };
        e.take(text::line("reason", &self.reason, MAX_LINE));
        if self.url.trim().is_empty() && self.title.trim().is_empty() && self.snapshot.trim().is_empty() {
            e.add("title", Reason::Empty);
        }
        e.into_result()?;
        Ok((document, outlet.unwrap_or(Named::Nobody)))
    }

    /// Fills the form from a saved document and its outlet's name and public id.
    pub fn from_document(document: &Document, outlet: Option<(&str, &str)>) -> Self {
        let (outlet_name, outlet_pick) = outlet.unwrap_or_default();
        Self {
            outlet_name: outlet_name.to_owned(),
            outlet_pick: outlet_pick.to_owned(),
            url: document.url.clone().unwrap_or_default(),
            title: document.title.clone(),
            byline: document.byline.clone(),
            dateline: document.dateline.clone(),
            lang: document.lang.as_ref().map(ToString::to_string).unwrap_or_default(),
            published: document.published.map(|d| d.to_string()).unwrap_or_default(),
            archived_url: document.archived_url.clone().unwrap_or_default(),
            snapshot: document.snapshot.clone(),
            standing: document.standing.as_str().to_owned(),
            standing_note: document.standing_note.clone(),
            note: document.note.clone(),
            reason: String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    const NOW: OffsetDateTime = datetime!(2026-01-01 12:00 UTC);

    #[test]
    fn a_speaker_reads_back_from_its_own_form() {
        let form = SpeakerForm {
            kind: "person".into(),
            name: " Sergei Shoigu ".into(),
            aliases: "Сергей Шойгу\n\nSergei Shoigu\nСергей Шойгу".into(),
            wikidata: "https://www.wikidata.org/wiki/q192198".into(),
            roles: vec![
                RoleForm { title: "Menteri pertahanan".into(), from: "11/2012".into(), until: "5/2024".into() },
                RoleForm::default(),
            ],
            ..SpeakerForm::default()
        };
        let speaker = form.check(NOW).unwrap();
        assert_eq!(speaker.wikidata.as_deref(), Some("Q192198"));
        assert_eq!(speaker.aliases, ["Сергей Шойгу", "Sergei Shoigu"]);
        assert_eq!(speaker.roles.len(), 1);
        assert_eq!(SpeakerForm::from(&speaker).check(NOW).unwrap(), speaker);
    }

    #[test]
    fn roles_and_lives_run_forward() {
        let form = SpeakerForm {
            name: "A".into(),
            born: "1960".into(),
            died: "1950".into(),
            roles: vec![RoleForm { title: String::new(), from: "2000".into(), until: String::new() }],
            ..SpeakerForm::default()
        };
        let errors = form.check(NOW).unwrap_err();
        assert_eq!(errors.of("died"), Some(&Reason::DateOrder));
        assert_eq!(errors.of("roles[0][title]"), Some(&Reason::Empty));
    }

    #[test]
    fn lists_have_their_measure() {
        let roles = |n: usize| SpeakerForm { roles: vec![RoleForm::default(); n], ..SpeakerForm::default() };
        let reason = Reason::TooMany { max: MAX_ROLES, len: MAX_ROLES + 1 };
        assert_eq!(roles(MAX_ROLES + 1).check(NOW).unwrap_err().of("roles"), Some(&reason));
        assert_eq!(roles(MAX_ROLES + 1).is_too_large(), None, "it comes back to be shortened");
        assert!(roles(2 * MAX_ROLES + 1).is_too_large().is_some());
        let names = |n: usize| (0..n).fold(String::new(), |all, n| all + "Nama " + &n.to_string() + "\n\n");
        let outlet = |n: usize| OutletForm { name: "A".into(), aliases: names(n), ..OutletForm::default() };
        assert_eq!(outlet(200).check().unwrap().aliases.len(), 200);
        let errors = outlet(201).check().unwrap_err();
        assert_eq!(errors.of("aliases"), Some(&Reason::TooMany { max: 200, len: 201 }));
    }

    #[test]
    fn a_document_needs_something_to_be_known_by() {
        assert_eq!(DocumentForm::default().check(NOW).unwrap_err().of("title"), Some(&Reason::Empty));
        let form = DocumentForm { url: "javascript:1".into(), published: "1/1/2027".into(), ..DocumentForm::default() };
        let errors = form.check(NOW).unwrap_err();
        assert_eq!(errors.of("url"), Some(&Reason::UrlScheme("javascript".into())));
        assert_eq!(errors.of("published"), Some(&Reason::DateInFuture));
        assert_eq!(errors.of("title"), None, "the address was typed, only wrongly");
    }

    #[test]
    fn an_outlet_reads_back_from_its_own_form() {
        let form = OutletForm { name: "Arrahmah.id".into(), country: "id".into(), ..OutletForm::default() };
        let outlet = form.check().unwrap();
        assert_eq!(outlet.country, "ID");
        assert_eq!(OutletForm::from(&outlet).check().unwrap(), outlet);
    }
}
