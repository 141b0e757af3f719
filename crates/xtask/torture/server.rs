//! The release binary as a process of its own: started, asked whether it is ready, measured, killed.

use std::fs;
use std::io::Write;
use std::net::{SocketAddr, TcpListener};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use tokio::time::{sleep, timeout};
use wire::client::{self, Answer};

use crate::options::Options;
use crate::process;

/// How long a server has to answer.
const START: Duration = Duration::from_secs(30);
/// The password of every member made here.
pub(crate) const PASSWORD: &str = "rumah di tepi laut";

/// How a server is started.
#[derive(Clone)]
pub(crate) struct Launch {
    program: PathBuf,
    /// Folder of the library.
    pub(crate) data: PathBuf,
    log: PathBuf,
    words: Vec<String>,
    shell: Option<&'static str>,
}

impl Launch {
    /// A server over a library of this name, empty at first. What it prints goes to NAME.log.
    pub(crate) fn new(options: &Options, name: &str) -> Result<Self> {
        let data = options.work.join(name);
        if data.exists() {
            fs::remove_dir_all(&data).with_context(|| format!("cannot empty {}", data.display()))?;
        }
        let log = options.work.join(format!("{name}.log"));
        fs::File::create(&log).with_context(|| format!("cannot write {}", log.display()))?;
        Ok(Self { program: options.server.clone(), data, log, words: Vec::new(), shell: None })
    }

    /// With the demonstration in it.
    pub(crate) fn demo(self) -> Self {
        self.with("--demo")
    }

    /// With one more word on its command line.
    pub(crate) fn with(mut self, word: &str) -> Self {
        self.words.push(word.to_owned());
        self
    }

    /// With this done by the shell before it starts.
    pub(crate) fn after(mut self, shell: &'static str) -> Self {
        self.shell = Some(shell);
        self
    }

    /// Whether the binary has this command.
    pub(crate) fn has_command(&self, command: &str) -> bool {
        self.says(&[command, "--help"]).is_some()
    }

    fn says(&self, words: &[&str]) -> Option<String> {
        let output = Command::new(&self.program).args(words).stdin(Stdio::null()).output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Runs another command of the binary over the same library; what it said, and whether it ended well.
    pub(crate) fn command(&self, words: &[&str], input: &str) -> Result<(bool, String)> {
        let mut child = Command::new(&self.program)
            .args(words)
            .env("SANAD_DATA", &self.data)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .context("the server's binary cannot be started")?;
        if let Some(mut stdin) = child.stdin.take() {
            stdin.write_all(input.as_bytes())?;
        }
        let output = child.wait_with_output()?;
        let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        Ok((output.status.success(), said))
    }

    /// Adds a member.
    pub(crate) fn add_member(&self, login: &str, role: &str) -> Result<()> {
        match self.command(&["user", "add", login, "--role", role], &format!("{PASSWORD}\n"))? {
            (true, _) => Ok(()),
            (false, said) => bail!("{login} cannot be added: {said}"),
        }
    }

    /// Starts it and waits until it serves.
    pub(crate) async fn start(&self) -> Result<Server> {
        let mut server = self.spawn()?;
        server.until_ready().await?;
        Ok(server)
    }

    /// Starts it.
    pub(crate) fn spawn(&self) -> Result<Server> {
        let address = free_address()?;
        let mut command = match self.shell {
            None => Command::new(&self.program),
            Some(shell) => {
                let mut command = Command::new("sh");
                command.arg("-c").arg(format!("{shell}; exec \"$0\" \"$@\"")).arg(&self.program);
                command
            }
        };
        let mut child = command
            .arg("serve")
            .arg("--data")
            .arg(&self.data)
            .args(["--listen", &address.to_string()])
            .args(&self.words)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .context("the server's binary cannot be started")?;
        // Through pipes: a server whose files are limited must still be able to say so.
        let outputs: [Option<Box<dyn std::io::Read + Send>>; 2] = [
            child.stdout.take().map(|output| Box::new(output) as _),
            child.stderr.take().map(|output| Box::new(output) as _),
        ];
        for mut output in outputs.into_iter().flatten() {
            let mut log = fs::File::options().append(true).open(&self.log)?;
            std::thread::spawn(move || std::io::copy(&mut output, &mut log));
        }
        Ok(Server { child, address, log: self.log.clone(), begun: Instant::now() })
    }

    /// What the servers of this library have printed.
    pub(crate) fn printed(&self) -> String {
        fs::read_to_string(&self.log).unwrap_or_default()
    }

    /// Moves the library to another folder.
    pub(crate) fn at(mut self, data: &Path) -> Self {
        data.clone_into(&mut self.data);
        self
    }
}

/// A running server. It ends with this value.
pub(crate) struct Server {
    child: Child,
    /// Where it listens.
    pub(crate) address: SocketAddr,
    log: PathBuf,
    begun: Instant,
}

impl Server {
    /// Its process.
    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    /// What `/readyz` says.
    pub(crate) async fn readiness(&self) -> Result<u16> {
        let answer: Answer = timeout(Duration::from_secs(5), client::get(self.address, "/readyz", None)).await??;
        Ok(answer.status)
    }

    /// Waits until it serves; gives how long that took from its start.
    pub(crate) async fn until_ready(&mut self) -> Result<Duration> {
        loop {
            if self.readiness().await.is_ok_and(|status| status == 200) {
                return Ok(self.begun.elapsed());
            }
            if let Some(status) = self.ended()? {
                bail!("the server ended ({status}); see {}", self.log.display());
            }
            if self.begun.elapsed() > START {
                bail!("the server does not answer at {}; see {}", self.address, self.log.display());
            }
            sleep(Duration::from_millis(5)).await;
        }
    }

    /// How it ended, if it has.
    pub(crate) fn ended(&mut self) -> Result<Option<ExitStatus>> {
        self.child.try_wait().context("the server cannot be waited for")
    }

    /// kill -9.
    pub(crate) fn kill(&mut self) -> Result<()> {
        self.child.kill().context("the server cannot be killed")?;
        let status = self.child.wait()?;
        // One that had ended by itself was not killed.
        if status.signal() != Some(9) {
            bail!("the server had ended before it was killed ({status}); see {}", self.log.display());
        }
        Ok(())
    }

    /// SIGTERM; gives how long it took to end, or nothing if it did not within that time.
    pub(crate) async fn terminate(&mut self, patience: Duration) -> Result<Option<Duration>> {
        let begun = Instant::now();
        process::terminate(self.pid())?;
        while self.ended()?.is_none() {
            if begun.elapsed() > patience {
                return Ok(None);
            }
            sleep(Duration::from_millis(10)).await;
        }
        Ok(Some(begun.elapsed()))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A free port below those that clients get: a client that asks too early would else connect to itself.
fn free_address() -> Result<SocketAddr> {
    for _ in 0..200 {
        let address = SocketAddr::from(([127, 0, 0, 1], fastrand::u16(12_000..32_000)));
        if TcpListener::bind(address).is_ok() {
            return Ok(address);
        }
    }
    bail!("there is no free port")
}
