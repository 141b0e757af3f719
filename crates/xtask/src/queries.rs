//! `queries`: sqlx checks every SQL statement while `store` compiles, against a database made here from the
//! migrations alone. What it learnt is kept in .sqlx, so that nobody else needs a database to build.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::SystemTime;

use anyhow::{Context, Result, bail};

use crate::{paths, stamp, tool};

/// A scratch database, a checked build of `store`, and .sqlx made equal to what it wrote.
pub(crate) fn run() -> Result<()> {
    let root = paths::root();
    let work = root.join("target/queries");
    if work.exists() {
        fs::remove_dir_all(&work).with_context(|| format!("cannot empty {}", work.display()))?;
    }
    let fresh = work.join("sqlx");
    fs::create_dir_all(&fresh).with_context(|| format!("cannot make {}", fresh.display()))?;
    let database = work.join("scratch.db");
    make_database(&database, &root.join("migrations"))?;

    // The macros only run when the crate is compiled anew.
    let lib = root.join("crates/store/src/lib.rs");
    File::options()
        .append(true)
        .open(&lib)
        .and_then(|file| file.set_modified(SystemTime::now()))
        .with_context(|| format!("cannot touch {}", lib.display()))?;
    tool::run(
        tool::cargo(["check", "--package=store", "--all-targets"])
            .env("SQLX_OFFLINE", "false")
            .env("SQLX_OFFLINE_DIR", &fresh)
            .env("DATABASE_URL", format!("sqlite://{}", database.display())),
    )?;
    replace(&root.join(".sqlx"), &fresh)
}

/// Runs the migrations in order through whichever of sqlite3 and Python is there.
fn make_database(database: &Path, migrations: &Path) -> Result<()> {
    const PYTHON: &str = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).executescript(sys.stdin.read())";
    let mut script = Vec::new();
    for path in stamp::files_below(migrations)?.iter().filter(|path| path.extension().is_some_and(|kind| kind == "sql"))
    {
        script.extend(stamp::read(path)?);
        script.push(b'\n');
    }
    let mut command = if tool::find("sqlite3").is_some() {
        let mut command = Command::new("sqlite3");
        command.args(["-bail"]).arg(database);
        command
    } else if tool::find("python3").is_some() {
        let mut command = Command::new("python3");
        command.args(["-c", PYTHON]).arg(database);
        command
    } else {
        bail!("sqlite3 or python3 is needed to make the scratch database. On Debian: sudo apt-get install -y sqlite3");
    };
    let mut child = command.stdin(Stdio::piped()).spawn().context("could not start the database shell")?;
    child
        .stdin
        .take()
        .context("the database shell takes no input")?
        .write_all(&script)
        .context("the database shell stopped")?;
    if !child.wait()?.success() {
        bail!("the migrations do not run from an empty database; what stopped them stands above.");
    }
    Ok(())
}

/// Makes the kept folder hold what the fresh one holds, and says what changed.
fn replace(kept: &Path, fresh: &Path) -> Result<()> {
    let written = stamp::files_below(fresh)?;
    if written.is_empty() {
        bail!("the build wrote no queries, so .sqlx was left as it is.");
    }
    let (mut new, mut gone) = (0, 0);
    for path in &written {
        let place = kept.join(path.strip_prefix(fresh)?);
        new += usize::from(stamp::write_if_changed(&place, &stamp::read(path)?)?);
    }
    for path in stamp::files_below(kept)? {
        if !fresh.join(path.strip_prefix(kept)?).exists() {
            fs::remove_file(&path).with_context(|| format!("cannot remove {}", path.display()))?;
            gone += 1;
        }
    }
    println!("  .sqlx: {} queries, {new} written, {gone} stale ones removed", written.len());
    Ok(())
}
