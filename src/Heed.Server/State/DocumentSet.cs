using System.Text.Json;

namespace Heed.Server.State;

/// <summary>
/// The documents of one kind as the database has them, so that only what changed is written. It has one owner.
/// </summary>
internal sealed class DocumentSet<T>
{
    private readonly string _kind;
    private readonly Dictionary<string, string> _saved;
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    public DocumentSet(string kind, StateDatabase database)
    {
        _kind = kind;
        _saved = new Dictionary<string, string>(database.ReadDocuments(kind), StringComparer.Ordinal);
    }

    /// <summary>What the database has, ordered by key.</summary>
    public IReadOnlyList<T> Read() =>
        [.. _saved.OrderBy(d => d.Key, StringComparer.Ordinal).Select(d => JsonSerializer.Deserialize<T>(d.Value, StateJson.Options)!)];

    /// <summary>Adds what it takes to make the database hold exactly these documents, and takes it for done.</summary>
    public void Replace(IEnumerable<T> documents, Func<T, string> key, List<DocumentChange> changes)
    {
        _seen.Clear();
        foreach (T document in documents)
        {
            string name = key(document);
            string body = JsonSerializer.Serialize(document, StateJson.Options);
            _seen.Add(name);
            if (_saved.TryGetValue(name, out string? saved) && saved == body) continue;
            _saved[name] = body;
            changes.Add(new DocumentChange(_kind, name, body));
        }

        foreach (string gone in _saved.Keys.Where(name => !_seen.Contains(name)).ToArray())
        {
            _saved.Remove(gone);
            changes.Add(new DocumentChange(_kind, gone, null));
        }
    }
}
