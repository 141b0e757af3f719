//! The same words are found wherever they stand, those that were written before there were keys as well.

use domain::{
    id::{PublicId, RecordKind},
    quote::{Mention, MentionKey, Quote, QuoteState},
};
use sqlx::{SqlitePool, sqlite::SqliteConnectOptions};
use store::{NewRecord, QuoteToPut, Store, wording_key};
use time::OffsetDateTime;

#[tokio::test]
async fn wordings_from_before_the_keys_are_found() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sanad.db");
    let store = Store::open(&file).await.unwrap();
    let mut tx = store.write().await.unwrap();
    let mut ids = Vec::new();
    for (n, words) in (1_u8..).zip(["Kami siap", "“KAMI siap!”", "Kami tidak siap", "“…”", ""]) {
        let public_id = PublicId::from_random([n; 16]);
        let new =
            NewRecord { kind: RecordKind::Quote, public_id: &public_id, slug: "-", receipt: None, is_demo: false };
        let id = tx.insert_record(&new, OffsetDateTime::UNIX_EPOCH).await.unwrap();
        let mention = Mention { wording: words.into(), ..Mention::new(MentionKey(1)) };
        let quote = Quote { mentions: vec![mention], ..Quote::default() };
        tx.put_quotes(&[QuoteToPut { id, state: QuoteState::Draft, published_at: None, quote: &quote }]).await.unwrap();
        ids.push(id);
    }
    tx.commit().await.unwrap();
    let key = wording_key("kami siap").unwrap();
    let mut tx = store.read().await.unwrap();
    let fresh = tx.quotes_worded(&[key]).await.unwrap();
    assert_eq!(fresh, [(key, ids[0]), (key, ids[1])]);
    drop(tx);
    store.close().await;

    let db = SqlitePool::connect_with(SqliteConnectOptions::new().filename(&file)).await.unwrap();
    sqlx::query("UPDATE mention SET wording_key = NULL").execute(&db).await.unwrap();
    db.close().await;
    let store = Store::open(&file).await.unwrap();
    let mut tx = store.read().await.unwrap();
    assert_eq!(tx.quotes_worded(&[key]).await.unwrap(), fresh);
    assert_eq!(tx.quotes_worded(&[0]).await.unwrap(), [], "signs alone are no words");
}
