using Heed.Http;
using Heed.Model.Parsing;
using Heed.Server.Configuration;

namespace Heed.Server.State;

/// <summary>Where state lies: in a PostgreSQL, or in the <c>state.db</c> of a data directory.</summary>
public sealed record StatePlace
{
    public const string FileName = "state.db";

    private StatePlace(StateOptions? postgres, string directory)
    {
        Postgres = postgres;
        Directory = directory;
    }

    /// <summary>Null for a data directory.</summary>
    public StateOptions? Postgres { get; }

    /// <summary>The data directory; empty for a PostgreSQL.</summary>
    public string Directory { get; }

    /// <summary>The file in the data directory.</summary>
    public string File => Path.Combine(Directory, FileName);

    /// <summary>Where a server with these options keeps it.</summary>
    public static StatePlace Of(HeedOptions options) =>
        options.State is { } postgres ? new StatePlace(postgres, "") : new StatePlace(null, options.Server.Data);

    /// <summary>Reads <c>postgres://…</c>, a data directory, or the path of its <c>state.db</c>.</summary>
    public static ParseResult<StatePlace> Parse(string text)
    {
        if (text.StartsWith("postgres", StringComparison.Ordinal) && text.Contains("://", StringComparison.Ordinal))
        {
            ParseResult<PostgresAddress> address = PostgresAddress.Parse(text);
            return address.IsSuccess ? ParseResult<StatePlace>.Success(new StatePlace(Options(address.Value), "")) : ParseResult<StatePlace>.Failure(address.Error);
        }

        string path = Path.GetFullPath(text);
        if (Path.GetFileName(path) == FileName) return ParseResult<StatePlace>.Success(new StatePlace(null, Path.GetDirectoryName(path)!));
        return System.IO.File.Exists(path)
            ? ParseResult<StatePlace>.Failure($"expected postgres://…, a data directory or a heed.yml, found the file {text}")
            : ParseResult<StatePlace>.Success(new StatePlace(null, path));
    }

    /// <summary>Without a password.</summary>
    public override string ToString() => Postgres is { } postgres ? postgres.Postgres.ToString() : File;

    private static StateOptions Options(PostgresAddress address) => new()
    {
        Postgres = address with { Password = null },
        Password = address.Password is { } secret ? Credential.FromText(secret) : null,
        Line = 1,
        Column = 1,
    };
}
