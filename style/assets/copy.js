// Copies a line with one click. Without this file the lines are there all the same, to be selected by hand.
for (const button of document.querySelectorAll("button[data-copy]")) {
  const line = document.getElementById(button.dataset.copy);
  const label = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const range = document.createRange();
    range.selectNodeContents(line);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    let said = button.dataset.done;
    try {
      await navigator.clipboard.writeText(line.textContent);
    } catch {
      if (!document.execCommand("copy")) said = button.dataset.byHand;
    }
    button.textContent = said;
    setTimeout(() => (button.textContent = label), 3000);
  });
}
