using Heed.Http;

namespace Heed.Server.Configuration;

/// <summary>The PostgreSQL that this server shares its state in, with a second server.</summary>
public sealed record StateOptions
{
    public required PostgresAddress Postgres { get; init; }

    /// <value>Null where PostgreSQL's own places for a password are meant (<c>PGPASSWORD</c>, <c>.pgpass</c>), or none is needed.</value>
    public Credential? Password { get; init; }

    /// <value>Where the other server reaches this one, without a slash at its end; null for where this one listens.</value>
    public string? Advertise { get; init; }

    /// <value>Where the key stands in <c>heed.yml</c>: what is wrong with the database is told with it.</value>
    public required int Line { get; init; }

    /// <value>As <see cref="Line"/>; both begin with 1.</value>
    public required int Column { get; init; }
}
