//! Set-up: looks at what the machine has, installs what it can without asking, and otherwise stops with the one
//! command that helps. Quick when all is there, because `make run` and `make test` begin with it.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::stamp::Inputs;
use crate::{paths, tool};

/// The oldest Node that the tools are tried with.
const NODE: u32 = 20;

/// What building and serving needs.
pub(crate) fn for_running() -> Result<()> {
    println!("set-up");
    c_compiler()?;
    node()?;
    wasm_target()?;
    npm_packages(&paths::root().join("crates/xtask"))
}

/// What the tests need besides.
pub(crate) fn for_tests() -> Result<()> {
    for_running()?;
    npm_packages(&paths::root().join("end2end"))?;
    chromium().map(drop)
}

/// The browser that the end-to-end tests drive: `SANAD_CHROMIUM`, or the first one found, or Debian's, installed.
pub(crate) fn chromium() -> Result<PathBuf> {
    if let Some(browser) = find_chromium()? {
        have("browser", &browser.display().to_string());
        return Ok(browser);
    }
    apt_install(
        "Chromium",
        "chromium",
        "install Google Chrome or Chromium, or set SANAD_CHROMIUM to the path of one that is installed",
    )?;
    find_chromium()?.context("chromium was installed, yet there is no such program on PATH; set SANAD_CHROMIUM to it")
}

fn find_chromium() -> Result<Option<PathBuf>> {
    if let Some(path) = std::env::var_os("SANAD_CHROMIUM").map(PathBuf::from) {
        if !path.is_file() {
            bail!("SANAD_CHROMIUM is {}, and there is no such file.", path.display());
        }
        return Ok(Some(path));
    }
    let on_path = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    let on_macos = [
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
    ];
    let apps = on_macos.iter().map(PathBuf::from).find(|path| path.is_file());
    Ok(on_path.iter().find_map(|name| tool::find(name)).or(apps))
}

fn c_compiler() -> Result<()> {
    if let Some(compiler) = tool::find("cc") {
        have("C compiler", &compiler.display().to_string());
        return Ok(());
    }
    apt_install("A C compiler", "build-essential", "xcode-select --install")
}

fn node() -> Result<()> {
    let how = "On Debian 13: sudo apt-get install -y nodejs npm. On macOS: brew install node";
    let Ok(version) = tool::output(Command::new("node").arg("--version")) else {
        bail!("Node {NODE} or newer is needed. {how}");
    };
    let version = version.trim();
    if major(version).is_none_or(|major| major < NODE) {
        bail!("Node {NODE} or newer is needed, and this is {version}. {how}");
    }
    if tool::find("npm").is_none() {
        bail!("npm is needed beside Node. {how}");
    }
    have("Node", version);
    Ok(())
}

/// The first number of a version as Node prints it: `v20.20.2`.
fn major(version: &str) -> Option<u32> {
    version.strip_prefix('v')?.split('.').next()?.parse().ok()
}

fn wasm_target() -> Result<()> {
    const TARGET: &str = "wasm32-unknown-unknown";
    let installed = || -> Result<bool> {
        let sysroot = tool::output(Command::new("rustc").args(["--print", "sysroot"]).current_dir(paths::root()))?;
        Ok(Path::new(sysroot.trim()).join("lib/rustlib").join(TARGET).join("lib").is_dir())
    };
    if !installed()? {
        if tool::find("rustup").is_none() {
            bail!("Rust's {TARGET} target is missing. With rustup: rustup target add {TARGET}");
        }
        tool::run(Command::new("rustup").args(["target", "add", TARGET]).current_dir(paths::root()))?;
    }
    have("Rust target", TARGET);
    Ok(())
}

/// Installs a folder's npm packages exactly as its lock file says, unless that was done already.
fn npm_packages(folder: &Path) -> Result<()> {
    let name = folder.strip_prefix(paths::root()).unwrap_or(folder).display().to_string();
    let modules = folder.join("node_modules");
    let stamp = Inputs::default().file(&folder.join("package-lock.json"))?.stamp(modules.join(".sanad-stamp"));
    if stamp.is_fresh(&[]) {
        have("npm packages", &name);
        return Ok(());
    }
    let quiet = ["ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"];
    tool::run(Command::new("npm").args(quiet).current_dir(folder))
        .with_context(|| format!("the npm packages of {name} could not be installed"))?;
    stamp.keep()
}

/// Installs a Debian package when this user may, or stops with the command.
fn apt_install(what: &str, package: &str, elsewhere: &str) -> Result<()> {
    if tool::find("apt-get").is_none() {
        bail!("{what} is missing: {elsewhere}.");
    }
    let command = format!("sudo apt-get update && sudo apt-get install -y --no-install-recommends {package}");
    let user = tool::output(Command::new("id").arg("-u"))?;
    if user.trim() != "0" {
        bail!("{what} is missing. Run: {command}");
    }
    println!("  {what} is missing: installing Debian's {package}");
    let install = || -> Result<()> {
        tool::run(Command::new("apt-get").args(["update", "-qq"]))?;
        tool::run(
            Command::new("apt-get")
                .args(["install", "-y", "-qq", "--no-install-recommends", package])
                .env("DEBIAN_FRONTEND", "noninteractive"),
        )
    };
    install().with_context(|| format!("{what} could not be installed. Try it by hand: {command}"))
}

fn have(what: &str, which: &str) {
    println!("  have {what}: {which}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_node_version_is_read() {
        assert_eq!(major("v20.20.2"), Some(20));
        assert_eq!(major("v18.19.0"), Some(18));
        assert_eq!(major("20"), None);
        assert_eq!(major("v"), None);
    }
}
