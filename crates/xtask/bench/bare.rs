//! The bare handler: axum as it comes, one route for everything, the page's bytes from memory. What is left between
//! this and Sanad is what Sanad does.

use std::path::Path;

use anyhow::{Context, Result};
use axum::Router;
use axum::body::Bytes;
use axum::http::header::CONTENT_TYPE;
use tokio::net::TcpListener;

/// Answers everything with the file, at a free port whose address is printed.
pub(super) async fn serve(file: &Path) -> Result<()> {
    let page = Bytes::from(std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))?);
    let answer = move || {
        let page = page.clone();
        async move { ([(CONTENT_TYPE, "text/html; charset=utf-8")], page) }
    };
    let listener = TcpListener::bind("127.0.0.1:0").await.context("no free port")?;
    println!("{}", listener.local_addr()?);
    axum::serve(listener, Router::new().fallback(answer)).await.context("the bare handler stopped")
}
