using System.Net.Sockets;

using Heed.Server.Configuration;
using Heed.Server.State;

using Npgsql;

namespace Heed.Server.Leadership;

/// <summary>Makes the connections to the shared database, and puts into words what goes wrong with it.</summary>
internal static class PostgresSource
{
    /// <summary>Seconds. Short, since a turn of the engine waits for it; a lease outlives two of them.</summary>
    private const int ConnectSeconds = 3;

    /// <summary>Seconds, of one step of a write.</summary>
    private const int CommandSeconds = 4;

    private const int MostConnections = 20;

    /// <summary>Statements that a connection keeps prepared.</summary>
    private const int Prepared = 30;

    /// <param name="options">Where the database is.</param>
    /// <param name="sessions">What its sessions are called.</param>
    public static NpgsqlDataSource Open(StateOptions options, string sessions)
    {
        PostgresAddress address = options.Postgres;
        NpgsqlConnectionStringBuilder settings = new()
        {
            Host = address.Hosts,
            Port = PostgresAddress.DefaultPort,
            ApplicationName = sessions,
            SearchPath = PostgresSchema.Name,
            Timeout = ConnectSeconds,
            CommandTimeout = CommandSeconds,
            MaxPoolSize = MostConnections,
            MaxAutoPrepare = Prepared,
            SslMode = SslModeOf(address.Options.GetValueOrDefault("sslmode")),
        };
        if (address.User.Length > 0) settings.Username = address.User;
        if (address.Database.Length > 0) settings.Database = address.Database;
        if (address.Options.TryGetValue("sslrootcert", out string? root)) settings.RootCertificate = root;
        if (address.Options.TryGetValue("sslcert", out string? certificate)) settings.SslCertificate = certificate;
        if (address.Options.TryGetValue("sslkey", out string? key)) settings.SslKey = key;
        NpgsqlDataSourceBuilder builder = new(settings.ToString());
        if (options.Password is { } password) builder.UsePasswordProvider(_ => password.Reveal(), (_, _) => ValueTask.FromResult(password.Reveal()));
        return address.Hosts.Contains(',') ? builder.BuildMultiHost().WithTargetSession(TargetSessionAttributes.Primary) : builder.Build();
    }

    /// <summary>What went wrong, in a sentence without secrets.</summary>
    public static string Describe(Exception error, StateOptions options)
    {
        PostgresAddress address = options.Postgres;
        return error switch
        {
            PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } =>
                $"{address} refuses the user or the password: {((PostgresException)error).MessageText}",
            PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } refused => $"{address}: {refused.MessageText}",
            PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } refused =>
                $"{address}: {refused.MessageText}; the user has to be allowed to create the schema {PostgresSchema.Name}",
            PostgresException refused => $"{address} answers: {refused.MessageText}",
            NpgsqlException { InnerException: SocketException unreachable } => $"{address} cannot be reached: {unreachable.Message}",
            NpgsqlException { InnerException: TimeoutException } or TimeoutException => $"{address} cannot be reached: no answer in {ConnectSeconds} s",
            _ => $"{address} cannot be used: {error.Message}",
        };
    }

    /// <summary>As PostgreSQL's own programs do, an attempt at TLS is made where nothing is said.</summary>
    private static SslMode SslModeOf(string? word) => word switch
    {
        "disable" => SslMode.Disable,
        "allow" => SslMode.Allow,
        "require" => SslMode.Require,
        "verify-ca" => SslMode.VerifyCA,
        "verify-full" => SslMode.VerifyFull,
        _ => SslMode.Prefer,
    };
}
