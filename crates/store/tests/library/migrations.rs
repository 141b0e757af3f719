//! Migrations that carry a library over: what was stored before them comes out right after them.

use sqlx::{AssertSqlSafe, SqlitePool, sqlite::SqlitePoolOptions};

const FIRST: [&str; 2] = [
    include_str!("../../../../migrations/0001_create_library.sql"),
    include_str!("../../../../migrations/0002_create_accounts.sql"),
];
const THIRD: &str = include_str!("../../../../migrations/0003_add_plausibility.sql");

async fn run(db: &SqlitePool, sql: &str) {
    sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(db).await.unwrap();
}

/// Quotes with two mentions: the first had the words from the second, which stands in the document given, if any.
fn quote(id: i64, document: Option<i64>, joined: bool) -> String {
    let document = document.map_or("NULL".to_owned(), |d| d.to_string());
    let mention = |key: i64, document: &str| {
        format!(
            "INSERT INTO mention (quote_id, key, position, document_id, wording, cue, wire_credit, is_read, note)
             VALUES ({id}, {key}, {key}, {document}, '', '', '', 0, '');"
        )
    };
    let hop = format!("INSERT INTO hop VALUES ({id}, 1, 2, 0, 'quotes', 'asserted', '');");
    format!(
        "INSERT INTO record (id, kind, public_id, slug, version, created_at, updated_at)
             VALUES ({id}, 'quote', 'q{id}', '-', 1, 0, 0);
         INSERT INTO quote (id, state, role_then, occasion, place, addressee, note)
             VALUES ({id}, 'draft', '', '', '', '', '');
         {} {} {}",
        mention(1, "NULL"),
        mention(2, &document),
        if joined { hop } else { String::new() }
    )
}

fn document(id: i64, standing: &str) -> String {
    format!(
        "INSERT INTO record (id, kind, public_id, slug, version, created_at, updated_at)
             VALUES ({id}, 'document', 'd{id}', '-', 1, 0, 0);
         INSERT INTO document (id, title, title_key, byline, dateline, sha256, standing, standing_note, note)
             VALUES ({id}, '', '', '', '', '', '{standing}', '', '');"
    )
}

#[tokio::test]
async fn quotes_below_a_withdrawn_document_are_listed_from_the_first_day() {
    let db = SqlitePoolOptions::new().max_connections(1).connect("sqlite::memory:").await.unwrap();
    for sql in FIRST {
        run(&db, sql).await;
    }
    for (id, standing) in [(1, "current"), (2, "corrected"), (3, "retracted")] {
        run(&db, &document(id, standing)).await;
    }
    let quotes =
        [(11, Some(1), true), (12, Some(2), true), (13, Some(3), true), (14, Some(3), false), (15, None, true)];
    for (id, document, joined) in quotes {
        run(&db, &quote(id, document, joined)).await;
    }
    run(&db, THIRD).await;
    let listed: Vec<i64> =
        sqlx::query_scalar("SELECT id FROM quote WHERE recheck = 1 ORDER BY id").fetch_all(&db).await.unwrap();
    assert_eq!(listed, [12, 13]);
}
