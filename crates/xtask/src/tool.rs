//! Starting other programs. Each call is shown before it runs and named when it fails, so that a person can repeat it.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::paths;

/// A `cargo` call in the checkout, with the database kept out of the build.
pub(crate) fn cargo<I, S>(words: I) -> Command
where
    I: IntoIterator<Item = S>,
    S: AsRef<OsStr>,
{
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(words).current_dir(paths::root()).env("SQLX_OFFLINE", "true").env_remove("DATABASE_URL");
    // What `cargo run` tells this tool about itself is not meant for the next cargo.
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(about_the_package) {
            command.env_remove(name);
        }
    }
    command
}

fn about_the_package(name: &str) -> bool {
    name.starts_with("CARGO_PKG_") || matches!(name, "CARGO_MANIFEST_DIR" | "CARGO_MANIFEST_PATH" | "CARGO_BIN_NAME")
}

/// Shows the command, runs it, and fails with its name if it fails.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    println!("  $ {}", shown(command));
    let status = command.status().with_context(|| format!("could not start `{}`", shown(command)))?;
    if !status.success() {
        bail!("`{}` failed ({status}). What it printed stands above.", shown(command));
    }
    Ok(())
}

/// Runs the command quietly and hands back what it printed.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let output =
        command.stdin(Stdio::null()).output().with_context(|| format!("could not start `{}`", shown(command)))?;
    if !output.status.success() {
        bail!(
            "`{}` failed ({}):\n{}",
            shown(command),
            output.status,
            String::from_utf8_lossy(&output.stderr).trim_end()
        );
    }
    String::from_utf8(output.stdout).with_context(|| format!("`{}` did not print text", shown(command)))
}

/// The first program of that name on `PATH`.
pub(crate) fn find(name: &str) -> Option<PathBuf> {
    std::env::split_paths(&std::env::var_os("PATH")?).map(|folder| folder.join(name)).find(|path| path.is_file())
}

/// The command as a person would type it.
fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let mut line = program.file_name().unwrap_or(program.as_os_str()).to_string_lossy().into_owned();
    let root = paths::root();
    for word in command.get_args() {
        let word = Path::new(word);
        line.push(' ');
        line.push_str(&word.strip_prefix(&root).unwrap_or(word).to_string_lossy());
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failing_command_is_named() {
        let error = run(&mut cargo(["no-such-command"])).expect_err("cargo has no such command");
        assert!(error.to_string().contains("`cargo no-such-command` failed"), "{error}");
    }

    #[test]
    fn a_missing_program_is_named() {
        let error = output(&mut Command::new("sanad-no-such-program")).expect_err("there is no such program");
        assert!(error.to_string().contains("could not start `sanad-no-such-program`"), "{error}");
    }
}
