"""A network share beside the virtual machine, and what a kiosk does with it.

The server is Debian's own Samba on this machine, where the virtual one finds it as 10.0.2.2. It asks for an account and
for encryption, as the handbook asks of a site. An emulated qualification terminal works in the same folders. The machine mounts its shares by the image's own units. Needs root: port
445, accounts, and a small file system that can be full.
"""

import atexit
import os
import re
import signal
import socket
import subprocess
import time
from datetime import datetime, timedelta, timezone

from machine import until

HOST = "10.0.2.2"
USER, PASSWORD = "uketsuke-share", "Synthetic, %d $1 'pass' word!"
JAPAN = timezone(timedelta(hours=9))

WAITING = ["に置いてください"]
LISTENING = ["自動でここに"]
PANEL = ["有効", "資格取得|取得日|険者番号|端末の確認"]
GONE = ["結果フォル", "開けません"]
# A small っ is read as a large one, and ぱ as ば.
FULL = ["渡し先がい[っつ][ばぱ]い"]
NOT_WRITTEN = ["渡し先がありません"]

# The way from F4 to an answer by number: the screen, and the keys that lead on from it. The paper is that of the emulated terminal's
# persona valid-kouki, whose insurer has no symbols.
CERTIFICATE = [
    ("the list of other ways", ["ほかの方法"], ["3"]),
    ("what staff ask for", ["出してもらいます"], ["ret"]),
    ("the insurer's number is asked for", ["保険者番号を"], [*"39139993", "ret"]),
    ("the number is asked for", ["後期高齢者医療"], [*"00000018", "ret"]),
    ("the birth date is asked for", ["生年月日を"], [*"19450107", "ret"]),
    ("the consent is asked for", ["照会しますか"], ["1"]),
    ("what can be done with the entry", ["端末に照会"], ["1"]),
]
BY_NUMBERS = ["有効", "番号で照会"]

SETTINGS = f"""
[share]
host = "{HOST}"
shares = ["OQS", "OUT"]
user = "{USER}"
"""


class Share:
    """The server and its two shares: OQS as a terminal has it, OUT for what is handed on, with 64 KiB of space."""

    def __init__(self, folder, simulator):
        self.folder = folder / "share"
        self.oqs, self.out = self.folder / "OQS", self.folder / "OUT"
        for name in ("OQS/Req", "OQS/Res", "OQS/Face", "OUT", "samba"):
            (self.folder / name).mkdir(parents=True)
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", self.out], check=True)
        own = self.folder / "samba"
        (own / "users").write_text(f"root = {USER}\n")
        places = "".join(
            f"{kind} = {own}\n"
            for kind in (
                "private dir", "lock directory", "state directory", "cache directory", "pid directory", "ncalrpc dir"
            )
        )  # fmt: skip
        self.settings = own / "smb.conf"
        self.settings.write_text(
            f"[global]\n{places}log file = {own}/log\nlog level = 1\nserver role = standalone server\nsmb ports = 445\n"
            f"interfaces = lo\nbind interfaces only = yes\nusername map = {own}/users\npassdb backend = tdbsam\n"
            "server min protocol = SMB3\nserver smb encrypt = required\nmap to guest = never\ndisable spoolss = yes\n"
            + "".join(f"[{path.name}]\npath = {path}\nread only = no\n" for path in (self.oqs, self.out))
        )
        subprocess.run(
            ["smbpasswd", "-c", self.settings, "-L", "-s", "-a", "root"],
            input=f"{PASSWORD}\n{PASSWORD}\n", text=True, check=True, capture_output=True,
        )  # fmt: skip
        self.process = None
        self.terminal = subprocess.Popen(
            [simulator, "terminal", "--dir", self.oqs], stdout=subprocess.PIPE, stderr=open(own / "terminal.log", "wb")
        )
        self.terminal.stdout.readline()
        self.made = datetime.now(JAPAN)
        self.start()
        atexit.register(self.close)

    def start(self):
        self.process = subprocess.Popen(
            ["smbd", "--foreground", "--no-process-group", "--configfile", self.settings],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip

    def signal(self, number):
        """Goes to the server and to the processes that it has made for each client."""
        os.killpg(self.process.pid, number)

    def stop(self):
        self.signal(signal.SIGKILL)
        self.process.wait()
        # It would believe in a server that runs.
        for left in (self.folder / "samba").glob("smbd*.pid"):
            left.unlink()

    def close(self):
        self.terminal.kill()
        if self.process.poll() is None:
            self.stop()
        subprocess.run(["umount", "--lazy", self.out], check=False)

    def write_out(self, options):
        subprocess.run(["mount", "-o", f"remount,{options}", self.out], check=True)

    def result(self, sample):
        """The terminal has read a card; each time in another second, as two results of one second are one."""
        self.made = max(self.made + timedelta(seconds=1), datetime.now(JAPAN) - timedelta(seconds=60))
        text = re.sub(r"(?<=<ProcessExecutionTime>)\d+", f"{self.made:%Y%m%d%H%M%S}", sample)
        text = re.sub(r"(?<=<QualificationConfirmationDate>)\d+", f"{self.made:%Y%m%d}", text)
        (self.oqs / "Face" / f"OQSsiquc01res_face_1_{self.made:%Y%m%d%H%M%S}.xml").write_text(text)

    def handed_on(self):
        """How many results are handed on; none where anything else lies there than whole files."""
        names = sorted(os.listdir(self.out))
        texts = [(self.out / name).read_text() for name in names if name.startswith("OQSsiquc01res_face_")]
        whole = len(texts) == len(names) and all(text.rstrip().endswith("</XmlMsg>") for text in texts)
        return len(texts) if whole else None

    def hands_on(self, what, number):
        until(what, 60, lambda: self.handed_on() == number)


def settings_over_the_share(settings, source):
    """The kiosk's settings, changed so that results are handed on over the share, and come over it where `source` says so."""
    head = re.sub(r"(?ms)^\[(handoff|source)\].*?(?=^\[|\Z)", "", settings)
    return (
        head
        + '\n[log]\ndir = "/var/log/uketsuke"\n'
        # The test presses the keys of staff, and types no passcode.
        + "\n[identify]\nkeyboard_out_of_reach = true\n"
        + '\n[exchange]\nrequests = "/run/uketsuke-share/OQS/Req"\nanswers = "/run/uketsuke-share/OQS/Res"\n'
        + (source or '\n[handoff]\nkind = "oqs-xml"\ndir = "/run/uketsuke-share/OUT"\n')
    )


RESULTS = '\n[source]\nkind = "oqs-folder"\ndir = "/run/uketsuke-share/OQS/Face"\n'


def restarted(machine, settings):
    machine.run("cat >/etc/uketsuke/kiosk.toml <<<" + shell_quoted(settings))
    machine.run("systemctl restart uketsuke.service")


def over_the_share(machine, share, table, settings, sample, visit):
    """Results are handed on and come over the share, numbers are checked; it is full, read-only, cut, hangs, and is back."""
    begun = time.monotonic()
    restarted(machine, settings_over_the_share(settings, None))
    hands_on(machine, share, table, visit)
    restarted(machine, re.sub(r"(?ms)^\[gateway\].*?(?=^\[|\Z)", "", settings_over_the_share(settings, RESULTS)))
    comes_and_goes(machine, share, table, sample)
    print(f"        over the share: {time.monotonic() - begun:.0f} s", flush=True)


def hands_on(machine, share, table, visit):
    """What a receipt computer would find on the share after visits with a card, whatever is the matter with it."""
    visit("over the share")
    share.hands_on("the hand-off over the share", 1)
    table.add("the answer is handed on over the share", True, "1 whole file")
    asked(machine, table, "a number is checked over the share: valid", WAITING)
    share.hands_on("the hand-off of the checked number", 2)
    for number, (name, broken, whole, words) in enumerate(
        (
            ("full", lambda: fill(share), (share.out / "fill").unlink, FULL),
            ("read-only", lambda: share.write_out("ro"), lambda: share.write_out("rw"), NOT_WRITTEN),
        ),
        start=3,
    ):
        broken()
        visit(f"the share is {name}")
        seconds, picture = machine.wait("the note at the top", *words, since=time.monotonic(), deadline=60)
        table.add(f"the share is {name}, the top of the screen says so", True, f"{seconds:.1f} s", picture)
        whole()
        share.hands_on("the answer is handed on after all", number)
        table.add("it can be written again, the answer is handed on, once", True, f"{number} whole files")
    said = machine.run("findmnt --noheadings --list --output TARGET,FSTYPE,OPTIONS --types cifs,smb3")[0]
    fine = all(re.search(rf"(?m)^/run/uketsuke-share/{name} .*vers=3.*seal.*soft", said) for name in ("OQS", "OUT"))
    table.add("the image's own units mount the shares", fine, "SMB 3, seal, soft" if fine else said.strip())
    reach = "setpriv --reuid={} --clear-groups timeout 5 bash -c '</dev/tcp/10.0.2.2/445' 2>/dev/null"
    through = [user for user in ("root", "uketsuke") if machine.run(reach.format(user))[1] == 0]
    table.add("the share's port is for the kernel alone", not through, f"through: {', '.join(through) or 'no user'}")


def comes_and_goes(machine, share, table, sample):
    """What the terminal writes for cards, while the share is there, is cut off, hangs, and is back."""
    # What lies in the folder before it is watched is no news.
    watched = "grep -hc 'folder of results is watched' /var/log/uketsuke/*"
    until("the folder is watched", 90, lambda: machine.run(watched)[0].strip() not in ("", "0"), pause=1)
    machine.wait("the kiosk listens", *LISTENING, since=time.monotonic(), deadline=60)
    answered(machine, share, table, sample, "a result comes over the share, the answer is there")
    for name, broken, whole in (
        ("cut off", share.stop, share.start),
        ("hung", lambda: share.signal(signal.SIGSTOP), lambda: share.signal(signal.SIGCONT)),
    ):
        since = time.monotonic()
        broken()
        seconds, picture = machine.wait("the missing folder", *GONE, since=since, deadline=90)
        table.add(f"the share is {name}, the screen says so", True, f"{seconds:.1f} s", picture)
        since = time.monotonic()
        whole()
        seconds, picture = machine.wait("the kiosk listens", *LISTENING, since=since, deadline=90)
        table.add("it is back, and so is the kiosk", True, f"{seconds:.1f} s", picture)
        answered(machine, share, table, sample, "and the next result is shown")
    asked(machine, table, "and a number is checked", LISTENING)
    share.hands_on("nothing else is handed on", 4)
    table.add("over the share nothing was lost or doubled", True, "4 answers handed on, 4 whole files")


def answered(machine, share, table, sample, name):
    since = time.monotonic()
    share.result(sample)
    seconds, picture = machine.wait("the panel", *PANEL, since=since, deadline=60)
    table.add(name, True, f"{seconds:.1f} s", picture)
    machine.pressed("the kiosk listens", ["ret"], LISTENING, asks=PANEL)


def asked(machine, table, name, waiting):
    """Staff type the numbers of a paper: a request over the share, and its answer on the panel."""
    asks, keys = waiting, ["f4"]
    for what, expected, then in CERTIFICATE:
        machine.pressed(what, keys, expected, asks=asks, first=erased(keys))
        asks, keys = expected, then
    since = time.monotonic()
    picture = machine.pressed("the answer by number", keys, BY_NUMBERS, asks=asks)
    table.add(name, True, f"{time.monotonic() - since:.1f} s", picture)
    machine.pressed("the screen before it", ["ret"], waiting, asks=BY_NUMBERS)


def erased(keys):
    """Takes back what may have been typed of a number before it is typed again."""
    return ["backspace"] * (len(keys) - 1)


def fill(share):
    with open(share.out / "fill", "wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            pass


def shell_quoted(text):
    """In one line, as the machine's agent takes it."""
    return "$'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'"


def missing():
    """What keeps the server from being started, if anything."""
    if os.geteuid() != 0:
        return "needs root"
    with socket.socket() as port:
        try:
            port.bind(("127.0.0.1", 445))
        except OSError:
            return "port 445 is taken, by another smbd perhaps"
    return None
