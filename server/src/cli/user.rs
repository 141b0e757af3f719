//! `sanad user`: members from the command line.

use crate::config::Data;
use anyhow::{Context, bail};
use clap::{Args, Subcommand};
use domain::account::Role;
use service::{Actor, Error, NewAccount, Service};
use std::io::{IsTerminal, Write};

/// Add members and set passwords.
#[derive(Debug, Args)]
pub struct User {
    #[command(flatten)]
    data: Data,
    #[command(subcommand)]
    command: UserCommand,
}

#[derive(Debug, Subcommand)]
enum UserCommand {
    /// Add a member. The password is read from standard input.
    Add {
        /// Sign-in name.
        login: String,
        /// checker, editor or admin.
        #[arg(long, default_value = "checker")]
        role: String,
        /// Name as colleagues see it; the sign-in name where it is left out.
        #[arg(long)]
        name: Option<String>,
    },
    /// Set a new password, read from standard input.
    Password {
        /// Sign-in name.
        login: String,
    },
    /// List all members.
    List,
}

fn read_password() -> anyhow::Result<String> {
    if std::io::stdin().is_terminal() {
        eprint!("Password (it will be seen as you type): ");
        std::io::stderr().flush()?;
    }
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).context("no password could be read")?;
    Ok(line.trim_end_matches(['\n', '\r']).to_owned())
}

fn in_words(error: Error) -> anyhow::Error {
    match error {
        Error::Refused(refusal) => {
            let lang = domain::lang::UiLang::En;
            let said: Vec<String> = refusal
                .errors
                .0
                .iter()
                .map(|i| format!("{}: {}", i.field, app::i18n::labels::reason(lang, &i.reason)))
                .collect();
            anyhow::anyhow!("{}", said.join("; "))
        }
        Error::NotFound => anyhow::anyhow!("there is no member of this sign-in name"),
        other => other.into(),
    }
}

impl User {
    /// Does what was asked.
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let service: Service = super::open(&self.data).await?;
        let actor = Actor::CommandLine;
        match self.command {
            UserCommand::Add { login, role, name } => {
                if Role::parse(&role).is_none() {
                    bail!("the role must be checker, editor or admin, not {role}");
                }
                let password = read_password()?;
                let new = NewAccount { name: name.unwrap_or_else(|| login.clone()), login, password, role };
                service.add_account(&actor, &new).await.map_err(in_words)?;
                println!("{} can sign in as {}.", new.login, new.role);
            }
            UserCommand::Password { login } => {
                service.reset_password(&actor, &login, &read_password()?).await.map_err(in_words)?;
                println!("The password of {login} is set.");
            }
            UserCommand::List => {
                for account in service.accounts(&actor).await? {
                    let closed = if account.is_closed { "\tclosed" } else { "" };
                    println!("{}\t{}\t{}{closed}", account.login, account.role.as_str(), account.name);
                }
            }
        }
        service.store().close().await;
        Ok(())
    }
}
