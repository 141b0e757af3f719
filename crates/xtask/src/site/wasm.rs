//! The browser's half of the app: cargo builds it, wasm-bindgen's own library writes the JavaScript beside it,
//! Binaryen's wasm-opt makes it small. The names are those that Leptos' `HydrationScripts` asks for.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use super::Kind;
use crate::stamp::{self, Inputs};
use crate::{paths, tool};

/// The output name given to Leptos: it asks for `sanad.js` and `sanad_bg.wasm`.
const NAME: &str = "sanad";
/// What wasm-opt may use: what rustc's wasm target emits by default.
const OPTIONS: [&str; 8] = [
    "-Oz",
    "--enable-bulk-memory",
    "--enable-mutable-globals",
    "--enable-multivalue",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--strip-producers",
];

/// The JavaScript and the wasm, by name below the site's folder.
pub(super) fn build(kind: Kind) -> Result<Vec<(PathBuf, Vec<u8>)>> {
    let compiled = compile(kind)?;
    let work = paths::root().join("target/site-work");
    let lock = paths::root().join("Cargo.lock");
    let tools = tools_folder().join("package-lock.json");
    let stamp = Inputs::default()
        .word(if kind == Kind::Release { "release" } else { "dev" })
        .word(&OPTIONS.concat())
        .file(&compiled)?
        .file(&lock)?
        .file(&tools)?
        .stamp(work.join("stamp"));
    let made = work.join("out");
    if !stamp.is_fresh(&[made.join(format!("{NAME}.js")), made.join(format!("{NAME}_bg.wasm"))]) {
        if made.exists() {
            fs::remove_dir_all(&made).with_context(|| format!("cannot empty {}", made.display()))?;
        }
        bind(&compiled, &made)?;
        if kind == Kind::Release {
            optimise(&made.join(format!("{NAME}_bg.wasm")))?;
        }
        stamp.keep()?;
    }
    stamp::files_below(&made)?
        .into_iter()
        .map(|path| Ok((path.strip_prefix(&made)?.to_owned(), stamp::read(&path)?)))
        .collect()
}

fn compile(kind: Kind) -> Result<PathBuf> {
    let (profile, folder) = match kind {
        Kind::Release => ("wasm-release", "wasm-release"),
        Kind::Dev => ("dev", "debug"),
    };
    tool::run(&mut tool::cargo([
        "rustc",
        "--package=app",
        "--lib",
        "--crate-type=cdylib",
        "--target=wasm32-unknown-unknown",
        "--profile",
        profile,
        "--no-default-features",
        "--features=hydrate",
    ]))?;
    Ok(paths::target().join("wasm32-unknown-unknown").join(folder).join("app.wasm"))
}

fn bind(compiled: &Path, made: &Path) -> Result<()> {
    println!("  wasm-bindgen");
    let write = || {
        Bindgen::new()
            .input_path(compiled)
            .out_name(NAME)
            .web(true)?
            .typescript(false)
            .remove_name_section(true)
            .remove_producers_section(true)
            .generate(made)
    };
    write().context("wasm-bindgen could not read the app's wasm")
}

fn optimise(wasm: &Path) -> Result<()> {
    let program = tools_folder().join("node_modules/binaryen/bin/wasm-opt");
    let smaller = wasm.with_extension("smaller");
    tool::run(Command::new("node").arg(program).args(OPTIONS).arg(wasm).arg("-o").arg(&smaller))?;
    fs::rename(&smaller, wasm).with_context(|| format!("cannot replace {}", wasm.display()))
}

/// The folder whose package.json pins wasm-opt.
pub(crate) fn tools_folder() -> PathBuf {
    paths::root().join("crates/xtask")
}
