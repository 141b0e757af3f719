//! `sanad check`: the whole library looked through, point by point, without changing it.

use crate::{Error, Result, Service};
use domain::id::RecordId;
use store::{Store, Tables};

/// How many quotes are read at once.
const BATCH: i64 = 200;
/// How many findings of a point are told.
const TOLD: usize = 20;

/// One point that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// What was looked at.
    pub what: &'static str,
    /// What is wrong with it; nothing when all is well.
    pub wrong: Vec<String>,
}

/// Looks a library through from end to end. What cannot be looked at because something below it is broken is a finding
/// as well.
///
/// # Errors
/// [`Error::Store`] when there is no library, or it cannot be opened for another reason than damage.
pub async fn check(library: &std::path::Path) -> Result<Vec<Checked>> {
    let mut all = Vec::new();
    let (store, tables) = match Store::open_to_look(library).await {
        Ok(opened) => opened,
        Err(store::Error::Damaged(said)) => {
            all.push(Checked { what: "the file", wrong: vec![said] });
            return Ok(all);
        }
        Err(other) => return Err(other.into()),
    };
    let service = Service::new(store);
    let looked = service.look_through(tables, &mut all).await;
    service.store().close().await;
    looked.map(|()| all)
}

impl Service {
    async fn look_through(&self, tables: Tables, all: &mut Vec<Checked>) -> Result<()> {
        let length = self.store.check_length().await.map(|()| Vec::new());
        all.push(Checked { what: "the file", wrong: found(length)? });
        all.push(Checked { what: "pages, indexes and full text", wrong: self.store.broken_pages().await? });
        all.push(Checked { what: "links between rows", wrong: found(self.store.broken_links().await)? });
        if let Tables::Older(step) = tables {
            let said =
                format!("they are those of an older version (step {step}): run `sanad migrate`, then check again");
            all.push(Checked { what: "tables", wrong: vec![said] });
            return Ok(());
        }
        all.push(Checked { what: "tables", wrong: Vec::new() });
        all.push(Checked { what: "every record is in the search", wrong: found(self.strays().await)? });
        all.push(Checked { what: "every version has its revision", wrong: found(self.lost_revisions().await)? });
        all.push(Checked { what: "every revision can be read", wrong: found(self.store.broken_revisions().await)? });
        all.push(Checked { what: "counts of who leans on whom", wrong: found(self.wrong_counts().await)? });
        all.push(Checked { what: "published quotes can be read", wrong: found(self.unreadable_quotes().await)? });
        Ok(())
    }

    async fn strays(&self) -> Result<Vec<String>> {
        let (unknown, left_over) = self.store.read().await?.strays_of_search().await?;
        let unknown = (unknown > 0).then(|| format!("records that the search does not know: {unknown}"));
        let left_over = (left_over > 0).then(|| format!("search rows that belong to no record: {left_over}"));
        Ok(unknown.into_iter().chain(left_over).collect())
    }

    async fn lost_revisions(&self) -> Result<Vec<String>> {
        let lost = self.store.read().await?.versions_without_revision().await?;
        Ok(lost.into_iter().map(|id| format!("{id}: its present version has no revision")).collect())
    }

    async fn wrong_counts(&self) -> Result<Vec<String>> {
        // A library that is older than the counts is counted while it is served: until then they are not wrong.
        if !self.store.read().await?.leaning_backlog().await?.is_done() {
            return Ok(Vec::new());
        }
        let wrong = self.check_leaning().await?;
        Ok((wrong > 0)
            .then(|| format!("counts that do not agree with the chains: {wrong} (`sanad migrate` counts again)")))
        .map(|wrong| wrong.into_iter().collect())
    }

    /// Reads every public quote with everything that its page needs.
    async fn unreadable_quotes(&self) -> Result<Vec<String>> {
        let (mut wrong, mut after) = (Vec::new(), RecordId(0));
        loop {
            let mut tx = self.store.read().await?;
            let batch = tx.quotes_after(after, BATCH).await?;
            let Some(last) = batch.last() else { return Ok(wrong) };
            after = *last;
            for head in tx.heads(&batch).await?.into_iter().filter(|head| head.is_public) {
                if let Err(error) = self.quote(&crate::Actor::Anonymous, &head.public_id).await {
                    wrong.push(format!("{}: {error}", head.public_id.as_str()));
                }
                if wrong.len() == TOLD {
                    return Ok(wrong);
                }
            }
        }
    }
}

/// What was found; that a question could not be answered because of damage is found as well.
fn found<E: Into<Error>>(answer: std::result::Result<Vec<String>, E>) -> Result<Vec<String>> {
    match answer.map_err(Into::into) {
        Err(Error::Store(error @ (store::Error::Damaged(_) | store::Error::Unreadable(_)))) => {
            Ok(vec![error.to_string()])
        }
        other => other,
    }
}
