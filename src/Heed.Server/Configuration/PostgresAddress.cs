using System.Globalization;

using Heed.Model.Parsing;

namespace Heed.Server.Configuration;

/// <summary>Where a PostgreSQL is, as its own programs write it: <c>postgres://user@host:5432/database?sslmode=require</c>.</summary>
/// <param name="Hosts">With their ports; more than one where the one that takes writes has to be found. A path is the folder of a socket.</param>
/// <param name="User">Empty for the user of the process.</param>
/// <param name="Password">That stood in the address; null for none. Nobody is shown it.</param>
/// <param name="Database">Empty for the one that is named as the user.</param>
/// <param name="Options">What stood behind the question mark.</param>
public sealed record PostgresAddress(
    string Hosts, string User, string? Password, string Database, IReadOnlyDictionary<string, string> Options)
{
    public const int DefaultPort = 5432;

    private static readonly string[] Schemes = ["postgres://", "postgresql://"];

    private static readonly string[] KnownOptions = ["host", "sslmode", "sslrootcert", "sslcert", "sslkey"];

    private static readonly string[] SslModes = ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"];

    /// <summary>Reads an address; errors do not repeat it, since a password may stand in it.</summary>
    public static ParseResult<PostgresAddress> Parse(string text)
    {
        string? scheme = Schemes.FirstOrDefault(s => text.StartsWith(s, StringComparison.Ordinal));
        if (scheme is null) return Failure("expected an address such as postgres://heed@db.example.com/heed");
        (string place, string query) = Cut(text[scheme.Length..], '?');
        (string authority, string database) = Cut(place, '/');
        int at = authority.LastIndexOf('@');
        (string user, string password) = Cut(at < 0 ? "" : authority[..at], ':');
        string hosts = authority[(at + 1)..];
        Dictionary<string, string> options = new(StringComparer.Ordinal);
        foreach (string part in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            (string name, string value) = Cut(part, '=');
            if (!KnownOptions.Contains(name)) return Failure($"expected behind the question mark {string.Join(", ", KnownOptions)}, found \"{name}\"");
            options[name] = Uri.UnescapeDataString(value);
        }

        if (options.Remove("host", out string? folder)) hosts = folder;
        if (hosts.Length == 0) return Failure("expected a host behind the user, as in postgres://heed@db.example.com/heed, found none");
        if (WrongPort(hosts) is { } port) return Failure($"expected a port from 1 to 65535, found \"{port}\"");
        if (options.TryGetValue("sslmode", out string? mode) && !SslModes.Contains(mode))
        {
            return Failure($"expected for sslmode one of {string.Join(", ", SslModes)}, found \"{mode}\"");
        }

        string? secret = authority.AsSpan(0, Math.Max(0, at)).Contains(':') ? Uri.UnescapeDataString(password) : null;
        return ParseResult<PostgresAddress>.Success(
            new PostgresAddress(hosts, Uri.UnescapeDataString(user), secret, Uri.UnescapeDataString(database), options));
    }

    /// <summary>Without a password.</summary>
    public override string ToString() => $"postgres://{(User.Length > 0 ? User + "@" : "")}{Hosts}/{Database}";

    private static string? WrongPort(string hosts)
    {
        if (hosts.StartsWith('/')) return null;
        foreach (string host in hosts.Split(','))
        {
            int colon = host.LastIndexOf(':');
            if (colon < 0 || host.EndsWith(']')) continue;
            bool isPort = ushort.TryParse(host.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out ushort port) && port > 0;
            if (!isPort) return host[(colon + 1)..];
        }

        return null;
    }

    private static (string Before, string Behind) Cut(string text, char at) =>
        text.IndexOf(at, StringComparison.Ordinal) is >= 0 and int index ? (text[..index], text[(index + 1)..]) : (text, "");

    private static ParseResult<PostgresAddress> Failure(string message) => ParseResult<PostgresAddress>.Failure(message, 0);
}
