using System.Text.Json;
using Incidents.Desk;

namespace Incidents.Adapters.Log;

/// <summary>
/// What keys belong to. In a storm every alert brings a new key, and hashed keys lie anywhere in the tree: a page of the journal for each. So many new keys are appended to
/// a table of their own (<c>correlations_new</c>), where neighbours share a page, are kept in memory as well, and go into the tree in the order of their keys, some at each
/// commit. What is in memory counts before what is in the tree. Belongs to the writer's thread.
/// </summary>
sealed class SqliteCorrelations(SqliteStatements statements, KeyFilter filter)
{
    // Fewer go to the tree at once, so that outside of storms nothing waits.
    const int Few = 8;

    // Enough that neighbours in the order of keys share pages of a tree with some hundred thousand keys; about a MiB of memory.
    const int Round = 8_192;

    // More than come in at a commit, so that a round ends before the next is full.
    const int LeastMoved = 64;

    Dictionary<string, string> fresh = new(StringComparer.Ordinal);
    Dictionary<string, string> moving = new(StringComparer.Ordinal);
    string[] order = [];
    int moved;
    long lastNumber;
    int appended;
    bool loaded;

    /// <summary>After a rollback: what is in memory may never have been written, so it is read anew.</summary>
    public void Forget() => loaded = false;

    /// <summary>What keys belong to; those that belong to nothing are left out.</summary>
    public Dictionary<string, string> Find(IEnumerable<string> keys)
    {
        Load();
        var (found, others) = (new Dictionary<string, string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var key in keys)
        {
            if (fresh.TryGetValue(key, out var incident) || moving.TryGetValue(key, out incident))
            {
                found[key] = incident;
            }
            else if (filter.MayHave(key))
            {
                others.Add(key);
            }
        }

        if (others.Count < Few)
        {
            foreach (var key in others)
            {
                if (statements.Scalar("SELECT incident FROM correlations WHERE key = $key", ("$key", key)) is string incident)
                {
                    found[key] = incident;
                }
            }
        }
        else
        {
            // In this order of the tables: from the keys to the tree, never through the tree.
            statements.Read("SELECT c.key, c.incident FROM json_each($keys) k CROSS JOIN correlations c ON c.key = k.value", r => found[r.GetString(0)] = r.GetString(1), ("$keys", JsonSerializer.Serialize(others)));
        }

        return found;
    }

    /// <summary>Puts candidates where nothing stands, or what they replace; returns what stands at each, in their order.</summary>
    public List<string> Correlate(IReadOnlyList<Correlation> wanted)
    {
        var (found, written) = (Find(wanted.Select(w => w.Key)), new Dictionary<string, string>(StringComparer.Ordinal));
        var stand = new List<string>(wanted.Count);
        foreach (var (key, candidate, replaces) in wanted)
        {
            if (!found.TryGetValue(key, out var there) || there == replaces)
            {
                found[key] = written[key] = there = candidate;
            }

            stand.Add(there);
        }

        Write(written);
        return stand;
    }

    /// <summary>Brings some more into the tree; before each commit.</summary>
    public void MoveSome()
    {
        var most = Math.Max(LeastMoved, 2 * appended);
        appended = 0;
        Load();
        if (order.Length == 0 && fresh.Count >= Round)
        {
            Begin();
        }

        if (order.Length == 0)
        {
            return;
        }

        var some = order.AsSpan(moved, Math.Min(most, order.Length - moved));
        var rows = new Dictionary<string, string>(some.Length, StringComparer.Ordinal);
        foreach (var key in some)
        {
            rows.Add(key, moving[key]);
        }

        statements.Run("INSERT INTO correlations (key, incident) SELECT key, value FROM json_each($rows) WHERE true ON CONFLICT (key) DO UPDATE SET incident = excluded.incident",
            ("$rows", JsonSerializer.Serialize(rows)));
        moved += some.Length;
        if (moved == order.Length)
        {
            statements.Run("DELETE FROM correlations_new WHERE number <= $last", ("$last", lastNumber));
            (moving, order, moved) = (new(StringComparer.Ordinal), [], 0);
        }
    }

    void Load()
    {
        if (loaded)
        {
            return;
        }

        (fresh, moving, order, moved, appended) = (new(StringComparer.Ordinal), new(StringComparer.Ordinal), [], 0, 0);
        // The later one counts.
        statements.Read("SELECT key, incident FROM correlations_new ORDER BY number", r => fresh[r.GetString(0)] = r.GetString(1));
        foreach (var key in fresh.Keys)
        {
            // An earlier process put it there, so no filter knows it once it is in the tree.
            filter.Add(key);
        }

        loaded = true;
    }

    void Begin()
    {
        (moving, fresh) = (fresh, new(StringComparer.Ordinal));
        order = [.. moving.Keys];
        Array.Sort(order, StringComparer.Ordinal);
        lastNumber = (long)statements.Scalar("SELECT MAX(number) FROM correlations_new")!;
    }

    void Write(Dictionary<string, string> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        foreach (var key in rows.Keys)
        {
            filter.Add(key);
        }

        // One that is in memory counts before the tree, so its next value has to go where it is.
        if (rows.Count < Few && !rows.Keys.Any(key => fresh.ContainsKey(key) || moving.ContainsKey(key)))
        {
            foreach (var (key, incident) in rows)
            {
                statements.Run("INSERT INTO correlations (key, incident) VALUES ($key, $incident) ON CONFLICT (key) DO UPDATE SET incident = excluded.incident", ("$key", key), ("$incident", incident));
            }

            return;
        }

        statements.Run("INSERT INTO correlations_new (key, incident) SELECT key, value FROM json_each($rows)", ("$rows", JsonSerializer.Serialize(rows)));
        appended += rows.Count;
        foreach (var (key, incident) in rows)
        {
            fresh[key] = incident;
        }
    }
}
