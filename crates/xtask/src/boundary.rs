//! The wall between browser and server: what the browser downloads may hold no database, no HTTP server and no use
//! case. cargo's own tree is read, so that a new dependency cannot slip through unseen.

use anyhow::{Result, bail};

use crate::tool;

/// Crates that must never reach the browser, each with those that begin with its name and a dash.
const SERVER_ONLY: [&str; 8] = ["axum", "fetch", "service", "sqlx", "store", "tokio", "tower", "ureq"];

/// Fails if the browser's build of the app uses a crate that belongs to the server.
pub(crate) fn check() -> Result<()> {
    let tree = tool::output(&mut tool::cargo([
        "tree",
        "--package=app",
        "--no-default-features",
        "--features=hydrate",
        "--target=wasm32-unknown-unknown",
        "--edges=normal",
        "--prefix=none",
    ]))?;
    let found = crossings(&tree);
    if !found.is_empty() {
        bail!(
            "the browser's build of app uses {}. Find out through whom with \
             `cargo tree -p app --no-default-features --features hydrate --target wasm32-unknown-unknown \
             -e normal -i {}`, and put that dependency behind the ssr feature.",
            found.join(", "),
            found[0]
        );
    }
    println!("  {} crates reach the browser, none of them {}", names(&tree).len(), SERVER_ONLY.join(", "));
    Ok(())
}

/// The crates of a tree that only a server may use.
fn crossings(tree: &str) -> Vec<&str> {
    names(tree).into_iter().filter(|name| SERVER_ONLY.iter().any(|banned| is_of(name, banned))).collect()
}

fn is_of(name: &str, banned: &str) -> bool {
    name.strip_prefix(banned).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

fn names(tree: &str) -> Vec<&str> {
    let mut names: Vec<&str> = tree.lines().filter_map(|line| line.split_whitespace().next()).collect();
    names.sort_unstable();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_names_are_matched() {
        let tree = "app v0.1.0 (/x/app)\ndomain v0.1.0 (/x/domain)\nreactive_stores v0.4.0\nserver_fn v0.8.0\n";
        assert!(crossings(tree).is_empty());
        let tree =
            format!("{tree}sqlx-core v0.9.0\nstore v0.1.0 (/x/store)\nstore v0.1.0 (/x/store) (*)\ntokio v1.54.0\n");
        assert_eq!(crossings(&tree), ["sqlx-core", "store", "tokio"]);
    }

    #[test]
    fn the_servers_own_tree_would_be_refused() {
        let tree = tool::output(&mut tool::cargo(["tree", "--package=server", "--edges=normal", "--prefix=none"]))
            .expect("cargo tree works");
        let found = crossings(&tree);
        for name in ["axum", "fetch", "service", "sqlx", "store", "tokio", "ureq"] {
            assert!(found.contains(&name), "{name} is not among {found:?}");
        }
    }
}
