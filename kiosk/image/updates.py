"""Updates of the image: a server of files, versions that are good or broken, and what a box makes of each.

The versions are made from the tree that kiosk/image/build left (--keep), by the program that makes the shipped ones. Each broken one is broken
as a real one could be. The server is nginx, which knows nothing of updates; what it sent stands in its log.
"""

import json
import os
import shutil
import socket
import subprocess
import time
from pathlib import Path

from machine import CheckFailedError, Machine, until

HERE = Path(__file__).resolve().parent
PORT = 8443
BOX = "/usr/lib/uketsuke-box"

# What is done to the tree of a version before it is packed, as shell with $root, and what its kernel is told besides.
GOOD = ("printf x >>$root/usr/bin/uketsuke", "")
BROKEN = {
    "kernel panics": ("true", "init=/does-not-exist"),
    "kiosk crashes": ("printf '#!/bin/sh\\nexit 1\\n' >$root/usr/bin/uketsuke", "uketsuke.good=100"),
    "no card readers' daemon": ("rm $root/usr/sbin/pcscd", "uketsuke.good=100"),
}


def authority(folder, name):
    """A key and its certificate: signs updates, and is what a box trusts."""
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30",
         "-subj", f"/CN={name} (test)", "-keyout", folder / f"{name}.key", "-out", folder / f"{name}.pem"],
        check=True, capture_output=True,
    )  # fmt: skip


class Versions:
    """Bundles by name, made when they are asked for first."""

    def __init__(self, work, folder):
        self.work, self.folder = Path(work), folder
        # The image's own authority lies beside it (tests/box makes it).
        self.keys = self.work.parent / "keys"
        self.version = (self.work / "w/root" / BOX[1:] / "version").read_text().strip()
        self.folder.mkdir(parents=True, exist_ok=True)

    def newer(self, by):
        head, _, last = self.version.rpartition(".")
        return f"{head}.{int(last) + by}"

    def make(self, name, by, signer, change="true", arguments=""):
        """A bundle of the version that is newer by so many; `change` is done to its tree."""
        signer = self.keys / signer
        if not signer.with_suffix(".key").exists():
            authority(self.keys, signer.name)
        made = self.folder / f"{name}.raucb"
        if made.exists():
            return made
        root, spare = self.work / "w/root", self.work / "w/root.spare"
        # What is changed is copied; of the rest links are enough.
        subprocess.run(["cp", "-al", root, spare], check=True)
        try:
            for touched in ("usr/bin/uketsuke", "etc/rauc", "usr/lib/uketsuke-box"):
                subprocess.run(
                    ["cp", "-a", "--remove-destination", "-T", spare / touched, f"{root / touched}.new"], check=True
                )
                subprocess.run(["rm", "-rf", root / touched], check=True)
                (root / f"{touched}.new").rename(root / touched)
            subprocess.run(["bash", "-ec", change], env={**os.environ, "root": str(root)}, check=True)
            subprocess.run(
                [HERE / "pack", "--work", self.work, "--version", self.newer(by), "--arch", "amd64",
                 "--keyring", self.keys / "updates.pem", "--key", f"{signer}.key", "--cert", f"{signer}.pem",
                 *(["--arguments", arguments] if arguments else [])],
                env={**os.environ, "SOURCE_DATE_EPOCH": str(int(time.time()))}, check=True, capture_output=True,
            )  # fmt: skip
            shutil.move(self.work / "w/uketsuke-amd64.raucb", made)
        finally:
            subprocess.run(["rm", "-rf", root], check=True)
            spare.rename(root)
        return made


class Server:
    """Files over HTTPS, with ranges, and how many bytes went out."""

    def __init__(self, folder):
        self.folder, self.files = folder, folder / "files"
        self.files.mkdir(parents=True)
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30",
             "-subj", "/CN=server of updates (test)", "-addext", "subjectAltName=IP:10.0.2.2", "-keyout", folder / "server.key",
             "-out", folder / "server.pem"],
            check=True, capture_output=True,
        )  # fmt: skip
        (folder / "nginx.conf").write_text(f"""\
daemon off; pid {folder}/pid; error_log {folder}/errors; worker_processes 1; user root;
events {{ worker_connections 64; }}
http {{
    log_format sent '$bytes_sent $request';
    access_log {folder}/sent sent;
    client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3; uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
    server {{
        listen 127.0.0.1:{PORT} ssl;
        ssl_certificate {folder}/server.pem; ssl_certificate_key {folder}/server.key;
        root {self.files};
    }}
}}
""")
        self.process = subprocess.Popen(
            ["/usr/sbin/nginx", "-p", folder, "-c", folder / "nginx.conf"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

        def listens():
            try:
                socket.create_connection(("127.0.0.1", PORT), 1).close()
                return True
            except OSError:
                return False

        until("the server of updates listens", 10, listens)

    def offers(self, bundle):
        target = self.files / "uketsuke-amd64.raucb"
        target.unlink(missing_ok=True)
        os.link(bundle, target)

    def sent(self):
        try:
            lines = (self.folder / "sent").read_text().splitlines()
        except OSError:
            return 0, 0
        return sum(int(line.split()[0]) for line in lines), len(lines)


class Tpm:
    """A security chip: swtpm, whose state outlives the machine's power."""

    def __init__(self, folder):
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.process = None

    def again(self):
        """It ends with the machine that it was in."""
        if self.process:
            self.process.terminate()
            self.process.wait()
        (self.folder / "socket").unlink(missing_ok=True)
        self.process = subprocess.Popen(
            ["swtpm", "socket", "--tpm2", "--tpmstate", f"dir={self.folder}", "--ctrl", f"type=unixio,path={self.folder}/socket"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        until("the security chip answers", 10, (self.folder / "socket").exists)
        return self

    def options(self):
        self.process or self.again()
        return [
            "-chardev", f"socket,id=tpm,path={self.folder}/socket", "-tpmdev", "emulator,id=tpm,chardev=tpm", "-device", "tpm-crb,tpmdev=tpm",
        ]  # fmt: skip


def runs(machine):
    """The version that a machine runs, and in which slot."""
    said, _ = machine.run(f"cat {BOX}/version; {BOX}/slots get-current")
    version, slot = said.split()
    return version, slot


def update(machine, unit="uketsuke-update", deadline=900):
    """Has the machine look for an update; whether it took one (it then restarts), and what it says."""
    begun = time.monotonic()
    machine.run(f"systemctl start --no-block {unit}.service")
    said = ""

    def is_done():
        nonlocal said
        try:
            said, _ = machine.run(
                f"journalctl -o cat --no-pager _SYSTEMD_INVOCATION_ID=$(systemctl show --property=InvocationID --value {unit})"
                " | grep -E '^(update|stick): ' | tail -n 1",
                deadline=20,
            )
        except (CheckFailedError, OSError):
            return False
        return said

    until("the update's last word", deadline, is_done, pause=2)
    return "is in the other slot" in said, said.strip(), time.monotonic() - begun


def good_since(machine, what, deadline=400):
    """Waits until the loader has heard that this start is good."""

    def is_good():
        said, _ = machine.run(f"systemctl is-active uketsuke-good.service; {BOX}/slots get TRIAL")
        return said.split() == ["inactive"]

    until(what, deadline, is_good, pause=2)


def restarted(machine, what, before, deadline=600):
    """Waits until the machine has another start than `before`."""

    def another():
        try:
            now, _ = machine.run("cat /proc/sys/kernel/random/boot_id", deadline=5)
        except (CheckFailedError, OSError):
            return False
        return now.strip() and now != before

    until(what, deadline, another, pause=1)


def boot_id(machine):
    return machine.run("cat /proc/sys/kernel/random/boot_id")[0]


def kept(machine, length=None):
    """What must come over: settings, key, the journal up to this length (a start adds to it), identity; and the journal's length."""
    if length is None:
        length = int(machine.run("stat -c %s /var/lib/uketsuke/journal/journal.jsonl")[0])
    said, _ = machine.run(
        "cd /etc/uketsuke && sha256sum kiosk.toml terminal.key;"
        f" head -c {length} /var/lib/uketsuke/journal/journal.jsonl | sha256sum; cat /etc/machine-id"
    )
    return said, length


def updated(machine, table, name, expected, waiting, before, deadline=900):
    """The machine starts again by itself, as often as it takes, until a version is good."""
    since = time.monotonic()
    restarted(machine, f"{name}: a restart", before)
    good_since(machine, f"{name}: a version that is good", deadline)
    _, picture = machine.wait("Waiting", *waiting, since=time.monotonic(), deadline=60)
    found = runs(machine)
    table.add(name, found == expected, f"{found[0]} in slot {found[1]}, {time.monotonic() - since:.0f} s", picture)


def good_update(machine, table, server, versions, waiting):
    """The kiosk alone has changed; what that costs the line, and what comes over."""
    bundle = versions.make("good", 1, "updates", *GOOD)
    server.offers(bundle)
    good_since(machine, "the first version is good")
    before, (had, length) = boot_id(machine), kept(machine)
    sent, _ = server.sent()
    taken, said, seconds = update(machine)
    after, requests = server.sent()
    table.add("update: a newer kiosk is fetched and written", taken, f"{seconds:.0f} s; {said}")
    megabytes = (after - sent) / 1e6
    table.add(
        "update: what it costs the line",
        megabytes <= 15,
        f"{megabytes:.1f} MB of {bundle.stat().st_size / 1e6:.0f}, {requests} requests",
    )
    updated(machine, table, "update: the new version runs and is good", (versions.newer(1), "B"), waiting, before)
    now, _ = kept(machine, length)
    table.add(
        "update: settings, key, journal and identity are as they were",
        now == had,
        "as they were" if now == had else f"{had} {now}",
    )


def refused(machine, table, server, versions):
    """What a box must not take."""
    server.offers(versions.make("foreign", 2, "foreign", *GOOD))
    _, said, _ = update(machine)
    table.add(
        "update: a foreign signature is refused",
        "not a bundle that this machine trusts" in said,
        said[-100:],
    )
    server.offers(versions.make("older", -1, "updates", *GOOD))
    _, said, _ = update(machine)
    table.add("update: an older version is refused", "is older than" in said, said[-100:])
    # Also by the program that writes, whatever stands before it.
    said, _ = machine.run(
        f"rauc install --tls-ca /var/lib/uketsuke-box/update-ca.pem https://10.0.2.2:{PORT}/uketsuke-amd64.raucb 2>&1 | tail -n 2",
        deadline=300,
    )
    table.add(
        "update: an older version is refused by RAUC as well",
        "version" in said.lower(),
        said.strip().replace("\n", "; ")[-100:],
    )


def broken(machine, table, server, versions, waiting):
    """New versions that are not good: the one before it comes back by itself, and is not taken again."""
    for by, (name, (change, arguments)) in enumerate(BROKEN.items(), start=3):
        here = runs(machine)
        server.offers(versions.make(name.replace(" ", "-"), by, "updates", change, arguments))
        before = boot_id(machine)
        taken, said, _ = update(machine)
        if not taken:
            table.add(f"broken update ({name}): it is taken", False, said)
            continue
        updated(
            machine,
            table,
            f"broken update ({name}): the version before it is back",
            here,
            waiting,
            before,
            deadline=1800,
        )
        said, _ = machine.run("cat /var/lib/uketsuke-box/taken-back")
        table.add(f"broken update ({name}): it is known which", said.strip() == versions.newer(by), said.strip())
        _, said, _ = update(machine)
        table.add(f"broken update ({name}): it is not taken again", "taken back" in said, said[-100:])


def cut_off(machine, disk, place, card_port, firmware, tpm, table, server, versions, waiting, times):
    """The plug is pulled in the middle of an update, at moments from its begin to its end: what was there runs on, or the new one whole."""
    server.offers(versions.make("good", 1, "updates", *GOOD))
    outcomes = []
    for number in range(times):
        machine.run("systemctl start --no-block uketsuke-update.service")
        pause = 2 + number * 5
        time.sleep(pause)
        machine.pull_power()
        machine = Machine(disk, place / f"cut-{number}", card_port, firmware, tpm=tpm and tpm.again())
        machine.wait("Waiting", *waiting, deadline=400)
        good_since(machine, "a version is good")
        version, slot = runs(machine)
        outcomes.append((pause, version, slot))
        if slot == "B":
            break
    fine = all(version in (versions.version, versions.newer(1)) for _, version, _ in outcomes)
    table.add(
        f"the plug is pulled in an update, {len(outcomes)} times",
        fine,
        ", ".join(f"{pause} s: {slot}" for pause, _, slot in outcomes),
    )
    return machine


READ_ALL = "dd if=/dev/mapper/root of=/dev/null bs=1M"


def byte_flipped(disk, place, card_port, firmware, tpm, table):
    """A byte in the middle of the running root changes on the disk. What was read to its end before, is not any more: the machine starts again."""
    copy = place / "flipped.img"
    subprocess.run(["cp", "--sparse=always", disk, copy], check=True)
    machine = Machine(copy, place / "whole", card_port, firmware, tpm=tpm and tpm.again())
    # It answers from early on, and before that not at all.
    slot = machine.run(f"{BOX}/slots get-current", deadline=300)[0].strip().lower()
    sectors = int(machine.run("blockdev --getsz /dev/mapper/root")[0])
    said, status = machine.run(READ_ALL, deadline=600)
    table.add("every block of the root is read", status == 0, said.strip().replace("\n", "; "))
    machine.pull_power()

    parts = json.loads(subprocess.run(["sfdisk", "-J", copy], capture_output=True, check=True).stdout)
    starts = {part["name"]: part["start"] for part in parts["partitiontable"]["partitions"]}
    at = (starts[f"root-{slot}"] + sectors // 2) * 512
    with open(copy, "r+b") as image:
        image.seek(at)
        byte = image.read(1)
        image.seek(at)
        image.write(bytes([byte[0] ^ 1]))
    machine = Machine(copy, place / "flipped", card_port, firmware, tpm=tpm and tpm.again())
    try:
        before = machine.run("cat /proc/sys/kernel/random/boot_id", deadline=300)[0]
        try:
            _, status = machine.run(READ_ALL, deadline=300)
            fine, seen = False, f"read, with status {status}"
        except CheckFailedError:
            restarted(machine, "the start after the wrong block", before)
            fine, seen = True, "the machine has started again"
        table.add("a byte of the root is flipped: it is not read", fine, seen)
    finally:
        machine.pull_power()


def stick(machine, table, versions, place, waiting):
    """A stick with an update, while storage at USB is otherwise refused."""
    image = place / "stick.img"
    bundle = versions.make("stick", 9, "updates", *GOOD)
    with open(image, "wb") as file:
        file.truncate(400 << 20)
    subprocess.run(["mkfs.vfat", "-F", "32", image], check=True, capture_output=True)
    subprocess.run(["mcopy", "-i", image, bundle, "::/uketsuke-amd64.raucb"], check=True)
    machine.qmp(
        "blockdev-add", **{"node-name": "stick", "driver": "raw", "file": {"driver": "file", "filename": str(image)}}
    )
    machine.qmp("device_add", driver="usb-storage", id="stick", bus="xhci.0", drive="stick")
    until(
        "USBGuard has seen the stick",
        30,
        lambda: "08:06:50" in machine.run("usbguard list-devices --blocked")[0],
    )
    said, _ = machine.run("ls /dev/sd* 2>&1; lsmod | grep -c usb_storage")
    table.add("stick: plugged in, it is no disk", "No such file" in said, said.strip().replace("\n", "; "))
    before, here = boot_id(machine), runs(machine)
    taken, said, _ = update(machine, "uketsuke-stick")
    table.add("stick: the update on it is taken", taken, said[-100:])
    if taken:
        other = "A" if here[1] == "B" else "B"
        updated(machine, table, "stick: the new version runs and is good", (versions.newer(9), other), waiting, before)
    said, _ = machine.run("lsmod | grep -c usb_storage; ls /dev/sd* 2>&1")
    table.add("stick: afterwards it is no disk again", said.startswith("0"), said.strip().replace("\n", "; "))


def factory_reset(machine, table, set_up):
    """Nothing of the site is left: not in files, and not in what they were on the disk."""
    machine.run("echo LEFT-OF-THE-SITE >/etc/uketsuke/left; sync")
    before, identity = boot_id(machine), machine.run("cat /etc/machine-id")[0]
    machine.run("systemctl start --no-block uketsuke-factory-reset.service")
    since = time.monotonic()
    restarted(machine, "the restart", before)
    _, picture = machine.wait("the set-up", *set_up, since=since, deadline=400)
    said, _ = machine.run("ls /etc/uketsuke /var/lib/uketsuke-box; cat /etc/machine-id; cat /run/uketsuke-box/state")
    fresh = "terminal.key" not in said and "left" not in said and identity.strip() not in said
    table.add(
        "factory reset: the set-up begins, with another identity", fresh, f"{time.monotonic() - since:.0f} s", picture
    )
    said, _ = machine.run("grep -c LEFT-OF-THE-SITE $(readlink -f /dev/mapper/uketsuke-var) /dev/vda", deadline=600)
    table.add(
        "factory reset: no word of it is on the disk",
        all(line.endswith(":0") for line in said.split()),
        said.strip().replace("\n", "; "),
    )


def storage(machine, table, tpm):
    said, _ = machine.run("cat /run/uketsuke-box/state")
    expected = "storage encrypted" if tpm else "storage plain"
    table.add(
        "what the box keeps is encrypted"
        if tpm
        else "without a security chip, what the box keeps is not encrypted, and says so",
        expected in said,
        said.strip().replace("\n", "; "),
    )


def all_of_them(disk, place, card_port, firmware, tpm, table, server, versions, waiting, set_up):
    """The long ones, in an order in which each leaves the machine good for the next."""
    machine = Machine(disk, place / "first", card_port, firmware, tpm=tpm)
    machine.wait("Waiting", *waiting, deadline=400)
    good_since(machine, "the first version is good")
    storage(machine, table, tpm)
    machine = cut_off(machine, disk, place, card_port, firmware, tpm, table, server, versions, waiting, 20)
    if runs(machine)[1] == "A":
        good_update(machine, table, server, versions, waiting)
    refused(machine, table, server, versions)
    broken(machine, table, server, versions, waiting)
    stick(machine, table, versions, place, waiting)
    machine.pull_power()
    byte_flipped(disk, place, card_port, firmware, tpm, table)
    machine = Machine(disk, place / "last", card_port, firmware, tpm=tpm and tpm.again())
    machine.wait("Waiting", *waiting, deadline=400)
    factory_reset(machine, table, set_up)
    machine.pull_power()
