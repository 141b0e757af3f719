//! After a record has a new name, everything that names it is found by that: its documents and the quotes that it
//! stands in, a batch at a time, within the transaction of the change.

use crate::{Result, names::search_of_facts};
use domain::{id::RecordId, outlet::Outlet, speaker::Speaker};
use std::collections::{BTreeSet, HashMap};
use store::{Cursor, QuoteFacts, SearchText, Tx};

/// Rows that are set at once: enough to make queries few, little enough to hold.
const BATCH: i64 = 500;

/// Sets the search rows of everything that names this record.
pub(crate) async fn found_by_new_names(tx: &mut Tx, id: RecordId) -> Result<()> {
    documents(tx, id).await?;
    for is_public in [true, false] {
        let mut after = Cursor::START;
        loop {
            let batch = tx.quote_facts(id, is_public, after, BATCH).await?;
            let Some(last) = batch.last() else { break };
            after = last.cursor;
            quotes(tx, batch).await?;
        }
    }
    Ok(())
}

async fn documents(tx: &mut Tx, outlet: RecordId) -> Result<()> {
    let Some(name) = tx.outlets(&[outlet]).await?.remove(&outlet).map(|o| o.name) else { return Ok(()) };
    let mut after = RecordId(0);
    loop {
        let batch = tx.document_facts(outlet, after, BATCH).await?;
        let Some(last) = batch.last() else { return Ok(()) };
        after = last.id;
        let texts: Vec<(RecordId, SearchText)> =
            batch.iter().map(|d| (d.id, search_of_facts(&d.title, d.url.as_deref(), &d.byline, &name))).collect();
        tx.put_searches(&texts).await?;
    }
}

async fn quotes(tx: &mut Tx, batch: Vec<QuoteFacts>) -> Result<()> {
    let named: Vec<RecordId> =
        batch.iter().flat_map(|q| q.names.iter().copied()).collect::<BTreeSet<_>>().into_iter().collect();
    let (speakers, outlets): (HashMap<RecordId, Speaker>, HashMap<RecordId, Outlet>) =
        (tx.speakers(&named).await?, tx.outlets(&named).await?);
    let texts: Vec<(RecordId, SearchText)> = batch
        .into_iter()
        .map(|q| {
            let mut more: Vec<&str> = q.circumstances.iter().map(String::as_str).collect();
            for id in &q.names {
                more.extend(speakers.get(id).into_iter().flat_map(Speaker::names));
                more.extend(outlets.get(id).into_iter().flat_map(Outlet::names));
            }
            let text = SearchText { name: String::new(), words: q.wordings.join(" \n "), more: more.join(" \n ") };
            (q.id, text)
        })
        .collect();
    tx.put_searches(&texts).await?;
    Ok(())
}
