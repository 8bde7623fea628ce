namespace Heed.Architecture.Tests;

/// <summary>Which room may know which: the plan of the house.</summary>
internal static class Rooms
{
    public const string Prefix = "Heed.";

    /// <summary>The program: it may know every room and has no table line of its own.</summary>
    public const string Program = "Cli";

    public static IReadOnlyDictionary<string, string[]> MayKnow { get; } = new Dictionary<string, string[]>
    {
        ["Client"] = [],
        ["Model"] = [],
        ["Documents"] = ["Model"],
        ["Templates"] = [],
        ["Wire"] = [],
        ["Statistics"] = [],
        ["Storage"] = ["Model"],
        ["Query"] = ["Model", "Storage"],
        ["Monitoring"] = ["Model", "Statistics"],
        ["Http"] = ["Model", "Documents"],
        ["Ingest"] = ["Model", "Documents", "Wire", "Http"],
        ["Remote"] = ["Model", "Documents", "Wire", "Http", "Ingest"],
        ["Rules"] = ["Model", "Query", "Documents", "Templates"],
        ["Alerting"] = ["Model", "Documents", "Templates", "Http"],
        ["Receivers"] = ["Model", "Alerting", "Documents", "Templates", "Http"],
        ["Server"] =
        [
            "Model", "Documents", "Templates", "Wire", "Statistics", "Storage", "Query", "Monitoring", "Http", "Ingest", "Remote", "Rules",
            "Alerting", "Receivers",
        ],
    };

    /// <summary>The references between rooms that the plan does not have.</summary>
    public static IReadOnlyList<string> Forbidden(string room, IEnumerable<string> references) =>
    [
        .. references.Where(r => r.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(r => r[Prefix.Length..])
            .Where(known => !MayKnow[room].Contains(known))
            .Select(known => $"{room} knows {known}"),
    ];
}
