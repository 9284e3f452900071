"""Fails when a compose file names a service, a network, a volume, a secret or a file that is not there, or opens a door too many."""

import pathlib
import sys

import yaml

# Made by whoever installs.
GIVEN = ("./secrets/", "./tls", "/var/backups/")


def complaints(path):
    document = yaml.safe_load(path.read_text(encoding="utf-8"))
    services = document["services"]
    for name, service in services.items():
        for other, wanted in service.get("depends_on", {}).items():
            if other not in services:
                yield f"{name} depends on {other}"
            elif wanted["condition"] == "service_healthy" and "healthcheck" not in services[other]:
                yield f"{name} waits for the health of {other}, which tells none"
        mode = service.get("network_mode", "")
        if mode.startswith("service:") and mode.removeprefix("service:") not in services:
            yield f"{name} shares the network of {mode}"
        if mode and ("ports" in service or "networks" in service):
            yield f"{name} shares a network and asks for its own"
        for kind in ("networks", "secrets"):
            for used in service.get(kind, []):
                if used not in document.get(kind, {}):
                    yield f"{name}: {kind}: {used}"
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            if source.startswith((".", "/")):
                if not source.startswith(GIVEN) and not (path.parent / source).exists():
                    yield f"{name}: {source}"
            elif source not in document.get("volumes", {}):
                yield f"{name}: volume {source}"
        if "ports" in service and name != "door":
            yield f"{name} opens {service['ports']}"
        if "owner" in service.get("secrets", []) and name != "owner":
            yield f"{name} holds the owner's password"
    for network in services["postgres"]["networks"]:
        if not document["networks"][network].get("internal"):
            yield f"postgres is reached from {network}"


def main():
    path = pathlib.Path(sys.argv[1])
    found = [f"{path}: {line}" for line in complaints(path)]
    print("\n".join(found), end="\n" if found else "", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
