"""Counts again, from the bundles alone, what the database must hold, and says where it does not.

    recount.py BUNDLES CONNINFO

BUNDLES is a folder of `deliveries.py`, of which those named in `sent.txt` were sent. Nothing of the program is used:
zips and CSV are read by Python, the database by psql, keys and types by PostgreSQL's own catalog. Prints JSON.
"""

import csv
import datetime
import decimal
import hashlib
import io
import json
import pathlib
import subprocess
import sys
import zipfile

TRUE, FALSE = {"1", "true", "да"}, {"0", "false", "нет"}
UTC = datetime.timezone.utc


class Bundle:
    def __init__(self, path):
        data = path.read_bytes()
        self.name, self.sha256, self.size = path.name, hashlib.sha256(data).digest(), len(data)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.descriptor = json.loads(archive.read("datapackage.json"))
            self.tables = {}
            for resource in self.descriptor["resources"]:
                text = archive.read(resource["path"]).decode("utf-8-sig")
                self.tables[resource["name"]] = list(
                    csv.DictReader(io.StringIO(text, newline="")))
        self.kind = self.descriptor["soko:kind"]
        self.mode = self.descriptor.get("soko:mode", "full")
        self.school = self.descriptor.get("soko:schoolCode")
        self.year = self.descriptor.get("soko:academicYear")
        self.order = (
            moment(self.descriptor["soko:asOf"]), moment(self.descriptor["created"]), self.sha256)



def moment(text):
    found = datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
    return found if found.tzinfo else found.replace(tzinfo=UTC)


class Database:
    def __init__(self, conninfo):
        self.conninfo = conninfo

    def rows(self, select):
        done = subprocess.run(
            ["psql", "--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1", "--command",
             f"copy ({select}) to stdout with (format csv, header)", self.conninfo],
            stdout=subprocess.PIPE, encoding="utf-8")
        if done.returncode != 0:
            sys.exit("psql did not answer")
        return list(csv.DictReader(io.StringIO(done.stdout, newline="")))

    def columns(self):
        """By table: the columns a bundle brings, with their types, and those of them in the key."""
        tables = {}
        for row in self.rows("""
            select class.relname as table, attribute.attname as column,
                format_type(attribute.atttypid, null) as type,
                attribute.attnum = any(coalesce(key.conkey, '{}')) as is_key
            from pg_class as class
            inner join pg_attribute as attribute on attribute.attrelid = class.oid
            left join pg_constraint as key on key.conrelid = class.oid and key.contype = 'p'
            where class.relnamespace = 'core'::regnamespace and class.relkind = 'r'
                and attribute.attnum > 0 and not attribute.attisdropped
                and 2 = (
                    select count(*) from pg_attribute as origin
                    where origin.attrelid = class.oid
                        and origin.attname in ('school_id', 'bundle_id')
                )
            order by class.relname, attribute.attnum"""):
            if row["column"] in ("school_id", "academic_year", "bundle_id", "row_number"):
                continue
            table = tables.setdefault(row["table"], {"types": {}, "key": []})
            table["types"][row["column"]] = row["type"]
            if row["is_key"] == "t":
                table["key"].append(row["column"])
        return tables


def cell(text, kind):
    """A value that is equal whenever the cells mean the same."""
    if text is None or text == "":
        return None
    if kind == "boolean":
        return text.lower() in TRUE | {"t"} if text.lower() in TRUE | FALSE | {"t", "f"} else text
    if kind == "numeric":
        return decimal.Decimal(text.replace(",", ".")).normalize()
    if kind in ("integer", "bigint", "smallint"):
        return int(text)
    return text


class Recount:
    def __init__(self, folder, database):
        sent = set((folder / "sent.txt").read_text().split())
        self.bundles = [Bundle(folder / name) for name in sorted(sent)]
        self.planted = json.loads((folder / "planted.json").read_text())
        self.database = database
        self.columns = database.columns()
        self.found = {
            "bundles": len(self.bundles), "rows": 0, "lostBundles": 0, "duplicatedBundles": 0,
            "brokenBytes": 0, "unfinished": 0, "lostRows": 0, "surplusRows": 0, "changedRows": 0,
            "halfLoadedSlices": 0, "wrongStates": 0, "wrongSlices": 0, "wrongTotals": 0,
            "wrongRegister": 0,
        }
        self.details = []
        self.states = {}

    def wrong(self, what, detail, count=1):
        self.found[what] += count
        if count and len(self.details) < 40:
            self.details.append(f"{what}: {detail}")

    def run(self):
        registers = [b for b in self.bundles if b.kind == "register"]
        named = {row["school_code"] for b in registers for row in b.tables["school"]}
        self.sound = [
            b for b in self.bundles
            if b.kind == "school" and b.name not in self.planted and b.school in named
        ]
        self.fulls = {}
        for bundle in self.sound:
            if bundle.mode == "full":
                self.fulls.setdefault((bundle.school, bundle.year), []).append(bundle)
        self.registers = registers
        self.ledger(named)
        self.register(registers)
        self.totals()
        self.records()
        return self.found | {"states": self.states, "details": self.details}

    def ledger(self, named):
        rows = self.database.rows("""
            select bundle_id, file_name, encode(sha256, 'hex') as sha256, byte_count, state,
                coalesce((
                    select encode(sha256(string_agg(bytes, ''::bytea order by part_number)), 'hex')
                    from intake.bundle_part as part where part.bundle_id = bundle.bundle_id
                ), '') as stored
            from intake.bundle""")
        self.by_sha = {}
        for row in rows:
            self.states[row["state"]] = self.states.get(row["state"], 0) + 1
            if row["sha256"] in self.by_sha:
                self.wrong("duplicatedBundles", row["file_name"])
            self.by_sha[row["sha256"]] = row
            if row["stored"] != row["sha256"]:
                self.wrong("brokenBytes", row["file_name"])
        mine = {b.sha256.hex() for b in self.bundles}
        for row in rows:
            if row["sha256"] not in mine:
                self.wrong("duplicatedBundles", f"{row['file_name']} was not sent")
        for bundle in self.bundles:
            row = self.by_sha.get(bundle.sha256.hex())
            if row is None:
                self.wrong("lostBundles", bundle.name)
                continue
            if row["state"] in ("queued", "quarantined"):
                self.wrong("unfinished", f"{bundle.name} {row['state']}")
            elif row["state"] not in self.expected(bundle, named):
                self.wrong("wrongStates", f"{bundle.name} {row['state']}")

    def expected(self, bundle, named):
        if bundle.name in self.planted:
            return {"rejected"}
        if bundle.kind == "school" and bundle.school not in named:
            return {"waiting"}
        # In force to the end: it cannot have been overtaken. Else it depends on who came first.
        others = (
            self.registers if bundle.kind == "register"
            else self.fulls.get((bundle.school, bundle.year), []))
        rivals = [other for other in others if other.order > bundle.order]
        if bundle.kind == "register":
            return {"done", "superseded"} if rivals else {"done"}
        overtaken = {table for other in rivals for table in other.tables}
        return {"done", "superseded"} if set(bundle.tables) <= overtaken else {"done"}

    def register(self, registers):
        last = max(registers, key=lambda one: one.order)
        names = {row["school_code"]: row["name_en"] for row in last.tables["school"]}
        found = {
            row["school_code"]: row["name_en"]
            for row in self.database.rows("select school_code, name_en from core.school")
        }
        for code in names.keys() | found.keys():
            if names.get(code) != found.get(code):
                self.wrong("wrongRegister", code)

    def totals(self):
        """Totals are what was planted, agree with the listed problems and with the receipts."""
        found, listed, told = {}, {}, {}
        for row in self.database.rows("select * from intake.problem_total"):
            found[row["bundle_id"], row["code"]] = (row["severity"], int(row["total"]))
        for row in self.database.rows(
                "select bundle_id, code, count(*) from intake.problem group by 1, 2"):
            listed[row["bundle_id"], row["code"]] = int(row["count"])
        for row in self.database.rows("""
            select bundle_id, total ->> 'code' as code, total ->> 'count' as count
            from intake.bundle, jsonb_array_elements(receipt -> 'totals') as total"""):
            told[row["bundle_id"], row["code"]] = int(row["count"])
        for key in found.keys() | listed.keys() | told.keys():
            total = found.get(key, ("", 0))[1]
            if listed.get(key) != min(total, 100) or told.get(key) != total:
                self.wrong("wrongTotals", f"bundle {key[0]} {key[1]}")
        rejections = {}
        for (bundle, code), (severity, total) in found.items():
            if severity == "rejected":
                rejections.setdefault(bundle, {})[code] = total
        for bundle in self.bundles:
            row = self.by_sha.get(bundle.sha256.hex())
            if row and row["state"] not in ("waiting", "quarantined"):
                told = rejections.get(row["bundle_id"], {})
                if told != self.planted.get(bundle.name, {}):
                    self.wrong("wrongTotals", f"{bundle.name} {told}")

    def records(self):
        """Every table of every school and year, by natural key, and the slices of the ledger."""
        slices, counts = {}, {}
        for bundle in sorted(self.sound, key=lambda one: one.order):
            for table, rows in bundle.tables.items():
                place = (bundle.school, str(bundle.year), table)
                held = slices.setdefault(place, {})
                if bundle.mode == "full":
                    held.clear()
                    counts[place] = {}
                counts.setdefault(place, {})[bundle.sha256.hex()] = len(rows)
                self.lay(held, table, rows)
        for table in sorted(self.columns):
            self.compare(table, {k[:2]: v for k, v in slices.items() if k[2] == table})
        self.compare_slices(counts)

    def lay(self, held, table, rows):
        kinds, key = self.columns[table]["types"], self.columns[table]["key"]
        for row in rows:
            values = {name: cell(row.get(name), kind) for name, kind in kinds.items()}
            place = tuple(values[name] for name in key)
            if (row.get("_deleted") or "") in TRUE:
                held.pop(place, None)
            else:
                held[place] = values

    def compare(self, table, expected):
        kinds, key = self.columns[table]["types"], self.columns[table]["key"]
        found = {}
        for row in self.database.rows(f"""
            select school.school_code as "school code", record.academic_year as "year of record",
                record.*
            from core.{table} as record inner join core.school using (school_id)"""):
            values = {name: cell(row[name], kind) for name, kind in kinds.items()}
            slice_ = found.setdefault((row["school code"], row["year of record"]), {})
            place = tuple(values[name] for name in key)
            if place in slice_:
                self.wrong("surplusRows", f"{table} {place} twice")
            slice_[place] = values
        for place in expected.keys() | found.keys():
            want, have = expected.get(place, {}), found.get(place, {})
            self.found["rows"] += len(have)
            lost, surplus = want.keys() - have.keys(), have.keys() - want.keys()
            other = [k for k in want.keys() & have.keys() if want[k] != have[k]]
            where = f"{table} {place[0]} {place[1]}"
            self.wrong("lostRows", where, len(lost))
            self.wrong("surplusRows", where, len(surplus))
            self.wrong("changedRows", where, len(other))
            if lost or surplus or other:
                self.wrong("halfLoadedSlices", where)

    def compare_slices(self, counts):
        found = {}
        for row in self.database.rows("""
            select school.school_code, slice.academic_year, table_name, encode(sha256, 'hex') as sha256,
                row_count
            from intake.slice inner join core.school using (school_id)
            inner join intake.bundle using (bundle_id)"""):
            place = (row["school_code"], row["academic_year"], row["table_name"])
            found.setdefault(place, {})[row["sha256"]] = int(row["row_count"])
        for place in counts.keys() | found.keys():
            if counts.get(place) != found.get(place):
                self.wrong("wrongSlices", " ".join(place))


folder, conninfo = pathlib.Path(sys.argv[1]), sys.argv[2]
print(json.dumps(Recount(folder, Database(conninfo)).run(), ensure_ascii=False, indent=1))
