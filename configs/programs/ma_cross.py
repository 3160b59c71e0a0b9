#!/usr/bin/env python3
"""A backtest of its own, for worker_command in configs/python_worker.yaml: nothing but Python.

Holds every symbol whose fast average of closes is above its slow one, each bought with an equal
share of the equity. What is decided at a close is traded at the symbol's next one.
"""

import argparse
import collections
import csv
import gzip
import os
import sys

STALE_BARS = 20  # a position without a price for longer is sold at its last one


def arguments():
    # One --name=value a line of the file, which is what the program is called with: @FILE.
    parser = argparse.ArgumentParser(fromfile_prefix_chars="@", allow_abbrev=False)
    parser.add_argument("--prices", required=True)
    parser.add_argument("--start_date", default="")
    parser.add_argument("--fast", type=int, required=True)
    parser.add_argument("--slow", type=int, required=True)
    parser.add_argument("--start_capital", type=float, required=True)
    parser.add_argument("--commission_bps", type=float, default=0.0)
    parser.add_argument("--out", required=True)
    parsed = parser.parse_args()
    if parsed.fast >= parsed.slow:
        parser.error("--fast must be below --slow")
    return parsed


def read_closes(path):
    """Closes by date and symbol; an empty close is none."""
    opener = gzip.open if path.endswith(".gz") else open
    closes = collections.defaultdict(dict)
    with opener(path, "rt", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            try:
                if row["close"]:
                    closes[row["timestamp"]][row["symbol"]] = float(row["close"])
            except (KeyError, TypeError, ValueError):
                print(f"ERROR {path}:{number}: no timestamp, symbol and close", file=sys.stderr)
                sys.exit(65)
    return closes


class Trend:
    """Whether the average of the last closes is above that of more of them."""

    def __init__(self, fast, slow):
        self.closes = collections.deque(maxlen=slow)
        self.fast = fast

    def is_up(self, close):
        self.closes.append(close)
        if len(self.closes) < self.closes.maxlen:
            return False
        latest = list(self.closes)
        return sum(latest[-self.fast :]) / self.fast > sum(latest) / len(latest)


def simulate(options, closes):
    """Rows of equity, orders and positions."""
    symbols = sorted({symbol for day in closes.values() for symbol in day})
    trends = {symbol: Trend(options.fast, options.slow) for symbol in symbols}
    wanted, held, last, unseen = {}, {}, {}, collections.Counter()
    cash = equity = options.start_capital
    curve, orders, positions = [], [], []

    def trade(date, symbol, quantity, price):
        nonlocal cash
        notional = abs(quantity) * price
        cost = notional * options.commission_bps / 10_000
        cash -= quantity * price + cost
        side = "BUY" if quantity > 0 else "SELL"
        orders.append((date, symbol, side, abs(quantity), price, notional, cost))

    for date in sorted(closes):
        today = closes[date]
        last.update(today)
        traded = len(orders)
        for symbol in symbols:
            unseen[symbol] = 0 if symbol in today else unseen[symbol] + 1
            gone = unseen[symbol] > STALE_BARS
            if symbol in held and (gone or (symbol in today and not wanted.get(symbol))):
                trade(date, symbol, -held.pop(symbol), last[symbol])
            elif symbol in today and wanted.get(symbol) and symbol not in held:
                rate = 1 + options.commission_bps / 10_000
                amount = min(equity / len(symbols), cash / rate)
                if amount > 0 and date >= options.start_date:
                    held[symbol] = amount / today[symbol]
                    trade(date, symbol, held[symbol], today[symbol])
            if symbol in today:
                wanted[symbol] = trends[symbol].is_up(today[symbol])
        value = sum(quantity * last[symbol] for symbol, quantity in held.items())
        equity = cash + value
        if date >= options.start_date:
            curve.append((date, equity, cash, value, 0.0, sum(o[6] for o in orders[traded:])))
            if len(orders) > traded:
                for symbol in sorted(held):
                    weight = held[symbol] * last[symbol] / equity
                    positions.append((date, symbol, held[symbol], weight))
    return curve, orders, positions


def write(directory, name, header, rows):
    with open(os.path.join(directory, name), "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header.split(","))
        writer.writerows(rows)


def main():
    options = arguments()
    curve, orders, positions = simulate(options, read_closes(options.prices))
    if not orders:
        print("WARN no_orders: the averages never cross")
    os.makedirs(options.out, exist_ok=True)
    header = "timestamp,equity,cash,long_value,short_value,cost"
    write(options.out, "portfolio_equity_1d.csv", header, curve)
    header = "timestamp,symbol,side,qty,price,notional,cost"
    write(options.out, "orders_1d.csv", header, orders)
    write(options.out, "positions_1d.csv", "timestamp,symbol,qty,weight", positions)
    print(f"INFO {len(curve)} bars, {len(orders)} orders")


if __name__ == "__main__":
    main()
