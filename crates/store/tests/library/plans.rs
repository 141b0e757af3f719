//! Every query of the project is explained by SQLite itself: none may read a table from end to end. The queries are
//! those that sqlx keeps in `.sqlx`, so that a new one is tested without being copied here.

use sqlx::{AssertSqlSafe, Row, SqlitePool, sqlite::SqliteConnectOptions};
use std::{fs, path::Path};
use store::Store;

/// What may be walked: lists that we hand in, the index of full text, what a query has just narrowed down, and tables
/// that hold a newsroom's worth of rows.
const SMALL: [&str; 10] =
    ["json_each", "search", "list", "tag", "account", "session", "setup_link", "CONSTANT", "value", "(subquery-2)"];

/// Queries that end at their first row, or read all there is on purpose: the index of wordings without a key holds
/// nothing but what is still to be done.
const MEANT: [&str; 3] = [
    "SELECT id FROM record LIMIT 1",
    "SELECT is_demo FROM record ORDER BY id LIMIT 1",
    "SELECT quote_id, key, wording FROM mention WHERE wording_key IS NULL AND wording <> '' LIMIT ?",
];

/// What checks the counts against a recount, or forgets them all, reads them all; told by how it begins. No page does.
const RECOUNTS: [&str; 8] = [
    "SELECT count(*) AS \"n!: i64\" FROM (\n                 SELECT down_id, up_id, way, sum(n)",
    "SELECT count(*) AS \"n!: i64\" FROM (\n                 SELECT outlet_id FROM",
    "SELECT (SELECT count(*) FROM counted_quote)",
    "DELETE FROM quote_lean",
    "DELETE FROM quote_part",
    "DELETE FROM counted_quote",
    "DELETE FROM leaning",
    "DELETE FROM outlet_leaning",
];

/// What `sanad check` asks, told by how it begins: it reads all there is, and nothing else asks it.
const CHECKS: [&str; 4] = [
    "SELECT record_id, version FROM revision WHERE NOT json_valid(state)",
    "SELECT count(*) FROM record r WHERE NOT EXISTS",
    "SELECT count(*) FROM search_docsize d WHERE NOT EXISTS",
    "SELECT public_id FROM record r WHERE NOT EXISTS",
];

fn is_meant(query: &str) -> bool {
    let recounts =
        |begin: &&str| query.starts_with(*begin) && !(begin.starts_with("DELETE") && query.contains("WHERE"));
    MEANT.contains(&query) || CHECKS.iter().any(|begin| query.starts_with(begin)) || RECOUNTS.iter().any(recounts)
}

fn queries() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../.sqlx");
    let files = fs::read_dir(folder).unwrap().map(|f| f.unwrap().path());
    let texts = files.filter(|f| f.extension().is_some_and(|e| e == "json")).map(|f| fs::read_to_string(f).unwrap());
    texts
        .map(|t| serde_json::from_str::<serde_json::Value>(&t).unwrap()["query"].as_str().unwrap().to_owned())
        .collect()
}

/// A file with our tables and nothing in them: plans are then chosen by the schema alone, as on the first day.
async fn file(folder: &Path) -> SqlitePool {
    let file = folder.join("sanad.db");
    Store::open(&file).await.unwrap().close().await;
    SqlitePool::connect_with(SqliteConnectOptions::new().filename(&file)).await.unwrap()
}

async fn plan(db: &SqlitePool, query: &str) -> Vec<String> {
    let rows = sqlx::query(AssertSqlSafe(format!("EXPLAIN QUERY PLAN {query}"))).fetch_all(db).await;
    rows.unwrap_or_else(|e| panic!("{query}: {e}")).iter().map(|r| r.get::<String, _>("detail")).collect()
}

/// Tables that a plan walks from end to end.
fn walked(plan: &[String]) -> Vec<&str> {
    let scans = plan.iter().filter_map(|line| line.strip_prefix("SCAN "));
    scans.map(|rest| rest.split(' ').next().unwrap()).filter(|table| !SMALL.contains(table)).collect()
}

#[tokio::test]
async fn no_query_reads_a_table_from_end_to_end() {
    let folder = tempfile::tempdir().unwrap();
    let db = file(folder.path()).await;
    let queries = queries();
    assert!(queries.len() > 50, "the queries are found: {}", queries.len());
    let mut bad = Vec::new();
    for query in queries {
        let plan = plan(&db, &query).await;
        if !walked(&plan).is_empty() && !is_meant(&query) {
            bad.push(format!("{query}\n    {}", plan.join("\n    ")));
        }
    }
    assert!(bad.is_empty(), "{}", bad.join("\n\n"));
}

#[tokio::test]
async fn lists_are_walks_of_their_index() {
    let folder = tempfile::tempdir().unwrap();
    let db = file(folder.path()).await;
    let queries = queries();
    // A telling piece of each query, and the index that it has to walk.
    for (piece, index) in [
        ("WHERE state = 'published' AND (published_at, id) <", "quote_newest"),
        ("lead_lang = ? AND (published_at, id) <", "quote_newest_by_lang"),
        ("AND lead_directness = ? AND (published_at, id) <", "quote_newest_by_directness"),
        (
            "WHERE record_id = ? AND is_public = ? AND (sort_at, quote_id) <",
            "sqlite_autoindex_quote_link_1|PRIMARY KEY",
        ),
        ("state <> 'published' AND id < ?", "quote_unpublished"),
        ("recheck = 1 AND id < ?", "quote_to_recheck"),
        ("recheck = 1 AND id > 0", "quote_to_recheck"),
        ("FROM plausibility_override\n             WHERE quote_id IN", "PRIMARY KEY"),
        ("FROM mention WHERE quote_id IN", "PRIMARY KEY"),
        ("FROM hop WHERE quote_id IN", "PRIMARY KEY"),
        ("FROM quote WHERE id IN", "PRIMARY KEY"),
        ("FROM quote_link WHERE quote_id IN", "quote_link_by_quote"),
        ("UPDATE record SET is_public = list.value ->> 'is_public'", "PRIMARY KEY"),
        ("UPDATE quote SET recheck = list.value ->> 1", "PRIMARY KEY"),
        ("FROM setting_change WHERE name = ? ORDER BY id DESC", "setting_change_by_name"),
        ("WHERE s.name = ? ORDER BY s.id DESC", "setting_change_by_name"),
        ("FROM record WHERE public_id = ? AND kind = ?", "sqlite_autoindex_record_"),
        ("FROM record WHERE receipt = ?", "sqlite_autoindex_record_"),
        ("FROM record WHERE kind = ? ORDER BY updated_at DESC", "record_by_change"),
        ("FROM speaker WHERE name_key = ?1", "speaker_by_name"),
        ("FROM outlet WHERE name_key = ?1", "outlet_by_name"),
        ("FROM document WHERE url_key = ?", "document_by_url"),
        ("FROM document WHERE title_key = ?", "document_by_title"),
        ("FROM mention WHERE document_id = ?", "mention_by_document"),
        ("WHERE way = ? AND (quotes, hops, down_id, up_id) <", "leaning_most (way=? AND (quotes,hops,down_id,up_id)<"),
        ("WHERE down_id = ? AND (quotes, hops, up_id, way) <", "leaning_takes (down_id=? AND (quotes,hops,up_id,way)<"),
        ("WHERE up_id = ? AND (quotes, hops, down_id, way) <", "leaning_taken (up_id=? AND (quotes,hops,down_id,way)<"),
        ("FROM leaning WHERE down_id = ? AND up_id = ? AND way = ?", "sqlite_autoindex_leaning_1|PRIMARY KEY"),
        ("FROM outlet_leaning WHERE choke > 0", "outlet_leaning_choke"),
        ("FROM counted_quote\n               WHERE is_circular = 1 AND (sort_at, quote_id) <", "circular_newest"),
        ("WHERE down_id = ? AND up_id = ? AND way = ? AND (sort_at, quote_id) <", "quote_lean_by_pair"),
        ("WHERE outlet_id = ? AND is_choke = 1 AND", "quote_part_choke"),
        ("WHERE outlet_id = ? AND is_circular = 1 AND", "quote_part_circular"),
        ("WHERE outlet_id = ? AND is_unnamed = 1 AND", "quote_part_unnamed"),
        ("FROM document WHERE outlet_id = ? AND id > ?", "document_by_outlet"),
        ("FROM record WHERE is_public = 1 AND id > ? AND id <= ?", "record_public"),
        ("SELECT min(id) FROM record WHERE is_public = 1", "record_public"),
        ("CROSS JOIN speaker s ON s.name_key = list.value", "speaker_by_name"),
        ("CROSS JOIN outlet o ON o.name_key = list.value", "outlet_by_name"),
        ("CROSS JOIN outlet o ON o.home_key = list.value", "outlet_by_home"),
        ("FROM document WHERE sha256 = ?", "document_by_text"),
        ("ON m.wording_key = list.value", "mention_by_wording"),
        ("WHERE wording_key IS NULL AND wording <> ''", "mention_unkeyed"),
        ("FROM mention m JOIN quote q ON q.id = m.quote_id JOIN record r", "mention_by_document"),
        ("FROM article_reading WHERE receipt = ?", "sqlite_autoindex_article_reading_"),
        ("FROM article_reading b WHERE b.document_id = a.document_id", "article_reading_by_document"),
    ] {
        let found: Vec<&String> = queries.iter().filter(|q| q.contains(piece)).collect();
        assert!(!found.is_empty(), "a query with {piece}");
        for query in found {
            let plan = plan(&db, query).await.join("\n");
            assert!(index.split('|').any(|i| plan.contains(i)), "{query}\nwalks no {index}:\n{plan}");
        }
    }
}

#[tokio::test]
async fn lists_by_count_are_sorted_by_their_index() {
    let folder = tempfile::tempdir().unwrap();
    let db = file(folder.path()).await;
    // The top of a list is cut off before it is joined to names; only those few are put in order again.
    for piece in [
        "SELECT down_id, up_id, way, quotes, hops, verified FROM leaning\n               WHERE way = ?",
        "SELECT down_id, up_id, way, quotes, hops, verified FROM leaning\n                   WHERE down_id = ?",
        "SELECT down_id, up_id, way, quotes, hops, verified FROM leaning\n                   WHERE up_id = ?",
        "SELECT outlet_id, quotes, choke, circular, unnamed FROM outlet_leaning WHERE choke > 0",
    ] {
        let found: Vec<String> = queries().into_iter().filter(|q| q.contains(piece)).collect();
        assert_eq!(found.len(), 1, "{piece}");
        let inner = &found[0][found[0].find(piece).unwrap()..];
        let inner = &inner[..inner.find(") AS list").unwrap()];
        let plan = plan(&db, inner).await.join("\n");
        assert!(!plan.contains("TEMP B-TREE"), "{inner}\n{plan}");
    }
}

#[tokio::test]
async fn a_walk_would_be_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let db = file(folder.path()).await;
    for query in [
        "SELECT id FROM quote WHERE place = 'x'",
        "SELECT 1 FROM mention m WHERE m.wording = ''",
        "DELETE FROM quote_link WHERE sort_at = 1",
    ] {
        assert_eq!(walked(&plan(&db, query).await).len(), 1, "{query}");
    }
}
