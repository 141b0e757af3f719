//! A full disk, writes that the system refuses, a folder that cannot be written. A fault may cost the saves that meet
//! it, and must say so; reading goes on; when the fault ends, so do its effects.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use tokio::task::JoinSet;
use tokio::time::sleep;

use crate::browser::{self, Browser};
use crate::form;
use crate::options::Options;
use crate::process;
use crate::report::Section;
use crate::server::{Launch, PASSWORD, Server};
use crate::stats::millis;
use crate::words;

const WRITERS: usize = 4;
/// How soon after the end of a fault a save must work again.
const RECOVERY: Duration = Duration::from_secs(5);
/// How long a server over a folder that cannot be written may take to serve or to say why not.
const REFUSAL: Duration = Duration::from_secs(10);

/// Runs the part.
pub(crate) async fn run(options: &Options, report: &mut Section) -> Result<()> {
    let folder = options.work.join("disk");
    let mount = match Mount::new(&folder, "32m") {
        Ok(mount) => mount,
        Err(why) => {
            report.skip(format!("{why:#}"));
            return Ok(());
        }
    };
    // Ignored signals stay ignored by what is started: a refused write is then an error like any other.
    let launch = Launch::new(options, "disk-log")?.at(&folder.join("data")).after("trap '' XFSZ");
    launch.add_member("maker", "editor")?;
    let mut room = Room::furnish(launch.start().await?).await?;

    report.say("-- full");
    let filler = folder.join("filler");
    fault(&mut room, options, report, || fill(&filler), || remove(&filler)).await?;
    room.restart_if_stuck(&launch).await?;

    report.say("-- writes refused");
    let pid = room.server.pid();
    let refuse = || process::limit_file_size(pid, Some(0));
    let allow = || process::limit_file_size(pid, None);
    fault(&mut room, options, report, refuse, allow).await?;
    room.restart_if_stuck(&launch).await?;

    report.say("-- a folder that cannot be written, from the start");
    read_only(&mut room, &launch, &mount, report).await?;

    let (kept, missing) = room.missing().await?;
    report.must(missing.is_empty(), "nothing acknowledged is lost", format!("{} of {kept} {missing:?}", missing.len()));
    report.headline(format!("{kept} saves acknowledged, {} lost", missing.len()));
    drop(room);
    drop(mount);
    Ok(())
}

/// A library with something to read, and what was acknowledged in it.
struct Room {
    server: Server,
    maker: Browser,
    public: String,
    kept: Vec<(String, String)>,
}

impl Room {
    async fn furnish(server: Server) -> Result<Self> {
        let mut maker = Browser::new(server.address);
        maker.sign_in("maker", PASSWORD).await?;
        let mark = words::unique("kata");
        let public = maker.save(&form::quote(&mark, &words::unique("asal")).with("do", "publish")).await?;
        let id = public.rsplit('/').next().unwrap_or_default();
        let settled = maker.get(&format!("/quotes/{id}")).await?;
        let page = settled.header("location").context("the public quote has no page")?.to_owned();
        Ok(Self { server, maker, public: page, kept: vec![(public, mark)] })
    }

    /// One save; its status, and whether it says what became of it.
    async fn save(&mut self) -> Result<(u16, bool)> {
        let mark = words::unique("kata");
        let answer = self.maker.post("/desk/quotes/new", &form::quote(&mark, &words::unique("asal"))).await?;
        if let Some(path) = browser::record(&answer) {
            self.kept.push((path, mark));
        }
        Ok((answer.status, says_so(&answer.text())))
    }

    /// Time until a save works again; none if it does not in time.
    async fn recovery(&mut self) -> Option<Duration> {
        let begun = Instant::now();
        while begun.elapsed() < RECOVERY {
            if self.save().await.is_ok_and(|(status, _)| status == 303) {
                return Some(begun.elapsed());
            }
            sleep(Duration::from_millis(100)).await;
        }
        None
    }

    async fn readiness_becomes(&self, wanted: u16) -> u16 {
        let begun = Instant::now();
        loop {
            let status = self.server.readiness().await.unwrap_or_default();
            if status == wanted || begun.elapsed() > RECOVERY {
                return status;
            }
            sleep(Duration::from_millis(100)).await;
        }
    }

    /// So that the next fault begins from a server that works.
    async fn restart_if_stuck(&mut self, launch: &Launch) -> Result<()> {
        if self.save().await.is_ok_and(|(status, _)| status == 303) {
            return Ok(());
        }
        let _ = self.server.kill();
        self.server = launch.start().await?;
        self.maker.move_to(self.server.address);
        Ok(())
    }

    async fn missing(&mut self) -> Result<(usize, Vec<String>)> {
        let mut missing = Vec::new();
        for (path, mark) in self.kept.clone() {
            let answer = self.maker.get(&path).await?;
            if answer.status != 200 || !answer.text().contains(&mark) {
                missing.push(path);
            }
        }
        Ok((self.kept.len(), missing))
    }
}

/// What four writers met while the fault lasted.
#[derive(Default)]
struct Met {
    kept: Vec<(String, String)>,
    refused: Vec<u16>,
    silent: usize,
    cut: Vec<String>,
}

/// A fault that comes while people write, and goes.
async fn fault(
    room: &mut Room,
    options: &Options,
    report: &mut Section,
    cause: impl Fn() -> Result<()>,
    end: impl Fn() -> Result<()>,
) -> Result<()> {
    let stop = Arc::new(AtomicBool::new(false));
    let mut writers = JoinSet::new();
    for _ in 0..WRITERS {
        writers.spawn(write(room.maker.twin(), stop.clone()));
    }
    sleep(Duration::from_millis(500)).await;
    let lasts = options.of(Duration::from_secs(10), Duration::from_secs(3));
    let begun = Instant::now();
    let (mut pages, mut slowest) = (Vec::new(), Duration::ZERO);
    let mut reader = Browser::new(room.server.address);
    let mut ready = 200;
    while begun.elapsed() < lasts {
        // Again and again: what a rollback frees is taken too.
        cause()?;
        for path in [room.public.clone(), format!("/search?q={}", words::unique("cari"))] {
            let asked = Instant::now();
            pages.push(reader.get(&path).await.map_or(0, |answer| answer.status));
            slowest = slowest.max(asked.elapsed());
        }
        if ready != 503 && begun.elapsed() > Duration::from_secs(1) {
            ready = room.server.readiness().await.unwrap_or_default();
        }
        sleep(Duration::from_millis(50)).await;
    }
    stop.store(true, Ordering::Relaxed);
    let mut met = Met::default();
    while let Some(one) = writers.join_next().await {
        let one = one??;
        met.kept.extend(one.kept);
        met.refused.extend(one.refused);
        met.silent += one.silent;
        met.cut.extend(one.cut);
    }
    end()?;
    let recovery = room.recovery().await;
    let again = room.readiness_becomes(200).await;

    report.figure("saved and refused by four writers", format!("{} and {}", met.kept.len(), met.refused.len()));
    room.kept.append(&mut met.kept);
    report.must(!met.refused.is_empty(), "the fault was met", met.refused.len());
    let kinds =
        |wrong: fn(u16) -> bool| met.refused.iter().copied().filter(|status| wrong(*status)).collect::<Vec<_>>();
    let odd = kinds(|status| !(500..600).contains(&status));
    report.must(odd.is_empty(), "a save that fails says 5xx", format!("{odd:?}"));
    report.must(met.silent == 0, "and that nothing was saved", format!("{} do not say it", met.silent));
    report.must(met.cut.is_empty(), "no connection is cut", met.cut.first().map_or("0", String::as_str));
    let mut statuses = met.refused.clone();
    statuses.sort_unstable();
    statuses.dedup();
    report.figure("statuses of refused saves", format!("{statuses:?}"));
    let unread = pages.iter().filter(|status| **status != 200).count();
    report.must(
        unread == 0,
        "reading goes on",
        format!("{unread} of {} pages fail, slowest {}", pages.len(), millis(slowest)),
    );
    report.must(ready == 503, "/readyz says so", ready);
    let told = recovery.map_or_else(|| format!("not within {} s", RECOVERY.as_secs()), millis);
    report.must(recovery.is_some(), "saves work again without a restart", told);
    report.must(again == 200, "/readyz is good again", again);
    Ok(())
}

async fn write(mut browser: Browser, stop: Arc<AtomicBool>) -> Result<Met> {
    let mut met = Met::default();
    while !stop.load(Ordering::Relaxed) {
        let mark = words::unique("kata");
        match browser.post("/desk/quotes/new", &form::quote(&mark, &words::unique("asal"))).await {
            Ok(answer) => {
                if let Some(path) = browser::record(&answer) {
                    met.kept.push((path, mark));
                } else {
                    met.refused.push(answer.status);
                    met.silent += usize::from(!says_so(&answer.text()));
                    sleep(Duration::from_millis(100)).await;
                }
            }
            Err(error) => {
                met.cut.push(format!("{error:#}"));
                sleep(Duration::from_millis(100)).await;
            }
        }
        sleep(Duration::from_millis(10)).await;
    }
    Ok(met)
}

fn says_so(page: &str) -> bool {
    page.to_lowercase().contains("nothing was saved")
}

/// A folder that cannot be written when the server starts. The system refuses to take writing away from a folder in
/// which files are open for it, so this cannot come while it serves.
async fn read_only(room: &mut Room, launch: &Launch, mount: &Mount, report: &mut Section) -> Result<()> {
    room.server.terminate(Duration::from_secs(20)).await?;
    mount.remount("ro")?;
    let before = launch.printed().len();
    let mut server = launch.spawn()?;
    let begun = Instant::now();
    let mut serves = false;
    while begun.elapsed() < REFUSAL && server.ended()?.is_none() && !serves {
        sleep(Duration::from_millis(50)).await;
        serves =
            Browser::new(server.address).get(&room.public).await.is_ok_and(|answer| matches!(answer.status, 200 | 503));
    }
    if let Some(status) = server.ended()? {
        sleep(Duration::from_millis(100)).await;
        let said = launch.printed().get(before..).unwrap_or_default().to_owned();
        let last = said.trim().lines().last().unwrap_or_default().to_owned();
        let clean = status.code().is_some_and(|code| code != 0 && code != 101) && !last.is_empty();
        report.must(clean, "it does not start, and says why", format!("{status}: {last}"));
    } else if serves {
        room.maker.move_to(server.address);
        let (status, _) = room.save().await?;
        report.must((500..600).contains(&status) || status == 401, "it serves, and a save fails cleanly", status);
        server.terminate(Duration::from_secs(20)).await?;
    } else {
        report.must(false, "it serves, or says why not", format!("neither within {} s", REFUSAL.as_secs()));
    }
    drop(server);
    mount.remount("rw")?;
    room.server = launch.start().await?;
    room.maker.move_to(room.server.address);
    let (status, _) = room.save().await?;
    report.must(status == 303, "it works once the folder can be written", status);
    Ok(())
}

/// Takes all room that is left.
fn fill(file: &Path) -> Result<()> {
    let mut filler = std::fs::File::options().create(true).append(true).open(file).or_else(|error| {
        // Not even a name fits in.
        if error.raw_os_error() == Some(28) { std::fs::File::open(file) } else { Err(error) }
    })?;
    for size in [1 << 20, 1 << 16, 4096] {
        let piece = vec![7; size];
        while filler.write_all(&piece).is_ok() {}
    }
    Ok(())
}

fn remove(file: &Path) -> Result<()> {
    std::fs::remove_file(file).context("the filler cannot be removed")
}

/// A file system in memory, unmounted with this value.
struct Mount(PathBuf);

impl Mount {
    fn new(folder: &Path, size: &str) -> Result<Self> {
        if !cfg!(target_os = "linux") {
            anyhow::bail!("a file system in memory is mounted on Linux alone");
        }
        // One that an earlier run left behind.
        let _ = Command::new("umount").arg("-l").arg(folder).stderr(std::process::Stdio::null()).status();
        std::fs::create_dir_all(folder)?;
        call(
            Command::new("mount")
                .args(["-t", "tmpfs", "-o"])
                .arg(format!("size={size},mode=0700"))
                .arg("tmpfs")
                .arg(folder),
        )?;
        Ok(Self(folder.to_owned()))
    }

    fn remount(&self, how: &str) -> Result<()> {
        call(Command::new("mount").arg("-o").arg(format!("remount,{how}")).arg(&self.0))
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

fn call(command: &mut Command) -> Result<()> {
    let output = command.output().context("mount cannot be called")?;
    anyhow::ensure!(
        output.status.success(),
        "mount is refused here: {}",
        String::from_utf8_lossy(&output.stderr).trim()
    );
    Ok(())
}
