//! The library that the routes are tried on: something public, and drafts whose every word is a secret.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use anyhow::{Context, Result, bail};

use crate::browser::{self, Browser};
use crate::form::{self, Form};
use crate::server::PASSWORD;
use crate::words;

/// A furnished library.
pub(super) struct Room {
    /// Ids and addresses, by the names that the table uses.
    pub(super) places: BTreeMap<&'static str, String>,
    /// Words of the draft, in small letters.
    pub(super) secrets: Vec<String>,
    maker: Browser,
}

impl Room {
    /// Makes it, as an editor of its own.
    pub(super) async fn furnish(server: SocketAddr) -> Result<Self> {
        let mut maker = Browser::new(server);
        maker.sign_in("maker", PASSWORD).await?;
        let mut places = BTreeMap::new();

        let article = Form::default()
            .with("version", "0")
            .with("title", "Dermaga")
            .with("lang", "id")
            .with("snapshot", "Dermaga dibuka kembali besok, ujarnya.")
            .with("outlet_name", "Kabar Pesisir");
        let document = made(&mut maker, "/desk/documents/new", &article).await?;
        let public = made(&mut maker, "/desk/quotes/new", &about_the_pier(&document).with("do", "publish")).await?;
        let page = settled(&mut maker, &format!("/quotes/{public}")).await?;
        let html = maker.get(&page).await?.text();
        for (key, page_key, folder) in
            [("speaker", "speaker_page", "/speakers/"), ("document", "document_page", "/documents/")]
        {
            let link = link(&html, folder).with_context(|| format!("{page} links to nothing in {folder}"))?;
            places.insert(key, id_in(&link));
            places.insert(page_key, link);
        }
        let outlet = found(&mut maker, "outlets", "kabar+pesisir").await?;
        places.insert("outlet_page", settled(&mut maker, &format!("/outlets/{outlet}")).await?);
        places.insert("outlet", outlet);
        places.insert("radio", found(&mut maker, "outlets", "radio+muara").await?);
        places.extend([("public", public), ("public_page", page)]);

        let secrets: Vec<String> = (0..7).map(|_| words::unique("rahasia")).collect();
        let draft = form::quote(&format!("Kami {} siap", secrets[0]), &format!("Kami {} besok", secrets[1]))
            .with("speaker_name", &format!("Xantippe {}", secrets[2]))
            .with("place", &format!("Balai {}", secrets[3]))
            .with("note", &secrets[4])
            .with("steps[0][outlet_name]", &format!("Quokkaria {}", secrets[5]))
            .with("steps[0][outlet_pick]", "new")
            .with("steps[0][document_name]", &format!("https://example.com/{}", secrets[6]));
        let draft = made(&mut maker, "/desk/quotes/new", &draft).await?;
        places.insert("secret_speaker", found(&mut maker, "speakers", "xantippe").await?);
        places.insert("secret_outlet", found(&mut maker, "outlets", "quokkaria").await?);
        places.insert("secret_document", found(&mut maker, "documents", &secrets[6]).await?);
        places.extend([("own", draft.clone()), ("draft", draft), ("secret", secrets[0].clone())]);
        Ok(Self { places, secrets, maker })
    }

    /// What a quote's form holds when it is changed: the public one keeps its words and what it names, so that the next
    /// role finds it as this one did; any other gets new words.
    pub(super) fn quote(&self, path: &str) -> Form {
        let of = |key| self.places.get(key).map(String::as_str).unwrap_or_default();
        if path.ends_with(of("public")) {
            return about_the_pier(of("document"));
        }
        form::quote(&format!("Kami siap {}", words::unique("kata")), &words::unique("asal"))
    }

    /// The version that the record at this address has now.
    pub(super) async fn version(&self, path: &str) -> Result<u64> {
        let page = self.maker.twin().get(path).await?;
        version_in(&page.text()).with_context(|| format!("{path} ({}) names no version", page.status))
    }

    /// Changes a record, as somebody else.
    pub(super) async fn touch(&self, path: &str, form: Form) -> Result<()> {
        let answer = self.maker.twin().post(path, &form).await?;
        if answer.status != 303 {
            bail!("{path} cannot be changed by its maker: {}", answer.status);
        }
        Ok(())
    }
}

/// The public quote, from the document.
fn about_the_pier(document: &str) -> Form {
    form::quote("Dermaga dibuka kembali besok", "Besok dermaga dibuka")
        .with("steps[0][outlet_name]", "")
        .with("steps[0][document_name]", "Dermaga")
        .with("steps[0][document_pick]", document)
}

/// Saves a new record and gives its id.
async fn made(maker: &mut Browser, path: &str, form: &Form) -> Result<String> {
    let answer = maker.post(path, form).await?;
    let record = browser::record(&answer);
    let record =
        record.with_context(|| format!("{path} answers {} {}", answer.status, browser::complaints(&answer.text())))?;
    Ok(id_in(&record))
}

/// The address that a page settles at.
async fn settled(maker: &mut Browser, path: &str) -> Result<String> {
    let answer = maker.get(path).await?;
    Ok(answer.header("location").with_context(|| format!("{path} answers {}", answer.status))?.to_owned())
}

/// The id of the record that the newsroom's library finds by these words.
async fn found(maker: &mut Browser, folder: &str, words: &str) -> Result<String> {
    let page = maker.get(&format!("/desk/library?kind={folder}&q={words}")).await?.text();
    let list = page.split("<main").nth(1).unwrap_or(&page);
    let start = format!("/desk/{folder}/");
    let all = list.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let link = all.filter(|link| link.starts_with(&start)).map(id_in).find(|id| id != "new");
    link.with_context(|| format!("the library finds no {words} among {folder}"))
}

/// The first address of this folder in a page.
fn link(html: &str, folder: &str) -> Option<String> {
    let all = html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    all.filter(|link| link.starts_with(folder)).map(ToOwned::to_owned).next()
}

/// The id in an address, with or without the readable part behind it.
fn id_in(path: &str) -> String {
    let path = path.split('?').next().unwrap_or(path).trim_start_matches("/desk");
    path.split('/').nth(2).unwrap_or_default().to_owned()
}

/// What the hidden field says.
fn version_in(html: &str) -> Option<u64> {
    let tag = html.split('<').find(|tag| tag.contains("name=\"version\""))?;
    tag.split("value=\"").nth(1)?.split('"').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_versions_are_read() {
        assert_eq!(id_in("/desk/quotes/k3f9?done=saved"), "k3f9");
        assert_eq!(id_in("/outlets/a1/kabar"), "a1");
        assert_eq!(version_in("<form><input type=\"hidden\" name=\"version\" value=\"12\"/></form>"), Some(12));
        assert_eq!(version_in("<form></form>"), None);
        assert_eq!(
            link("<a href=\"/quotes/x\"><a href=\"/outlets/b/c\">", "/outlets/").as_deref(),
            Some("/outlets/b/c")
        );
    }
}
