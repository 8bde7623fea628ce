using System.Diagnostics.CodeAnalysis;

using Heed.Model.Parsing;

namespace Heed.Documents;

/// <summary>
/// Reads a mapping key by key and remembers which keys were asked for; <see cref="Finish"/> reports all others, each with the
/// nearest valid key.
/// </summary>
public sealed class MappingReader
{
    private readonly Dictionary<string, DocumentNode> _members = [];
    private readonly List<string> _known = [];

    internal MappingReader(DocumentNode node, IReadOnlyList<KeyValuePair<string, DocumentNode>> members)
    {
        Node = node;
        Members = members;
        foreach ((string name, DocumentNode member) in members) _members[name] = member;
    }

    public DocumentNode Node { get; }

    /// <summary>All members in the file's order, for mappings whose keys are data.</summary>
    public IReadOnlyList<KeyValuePair<string, DocumentNode>> Members { get; }

    /// <summary>The member of a key; false where it is absent or null.</summary>
    public bool TryGet(string key, [NotNullWhen(true)] out DocumentNode? node)
    {
        if (!_known.Contains(key)) _known.Add(key);
        return _members.TryGetValue(key, out node) && node.Kind != NodeKind.Null;
    }

    /// <summary>Whether the key is written, be its value null.</summary>
    public bool IsWritten(string key)
    {
        if (!_known.Contains(key)) _known.Add(key);
        return _members.ContainsKey(key);
    }

    /// <summary>The member of a key that has to be there; a missing one is reported.</summary>
    public bool TryRequire(string key, string expected, [NotNullWhen(true)] out DocumentNode? node)
    {
        if (TryGet(key, out node)) return true;
        Node.Report($"expected the key \"{key}\" ({expected}), found none");
        return false;
    }

    /// <summary>Reports every key that was never asked for, unless the document is read without regard to them.</summary>
    public void Finish()
    {
        if (Node.Document.IgnoresUnknownKeys) return;
        foreach ((string name, DocumentNode member) in Members)
        {
            if (_known.Contains(name)) continue;
            string? nearest = NearestName.Find(name, _known);
            (member.Key ?? member).Report($"unknown key \"{name}\"; known here: {string.Join(", ", _known)}", nearest);
        }
    }
}
