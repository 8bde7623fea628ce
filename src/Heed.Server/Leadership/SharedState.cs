using System.Globalization;
using System.Security.Cryptography;

using Heed.Server.Configuration;
using Heed.Server.State;

using Npgsql;

namespace Heed.Server.Leadership;

/// <summary>The state that this server shares with another: its database, the lease on it, and what is known of both.</summary>
public sealed class SharedState : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source;
    private readonly TaskCompletionSource _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string _address;

    private SharedState(StateOptions options, string id, NpgsqlDataSource source)
    {
        _source = source;
        _address = options.Advertise ?? "";
        Options = options;
        Status = new PairStatus(id);
        Store = new PostgresStore(source, id);
        Lease = new PostgresLease(source, id, () => Volatile.Read(ref _address));
        Database = new StateDatabase(Store);
    }

    public PairStatus Status { get; }

    internal StateOptions Options { get; }

    internal PostgresStore Store { get; }

    internal PostgresLease Lease { get; }

    internal StateDatabase Database { get; }

    /// <summary>Connects to nothing yet.</summary>
    public static SharedState Create(StateOptions options)
    {
        // Whoever leads has to be told apart from a process that had the same address before it.
        string id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        return new SharedState(options, id, PostgresSource.Open(options, PostgresLease.SessionsOf(id)));
    }

    /// <summary>Done when this server can be reached: before that it takes no lease.</summary>
    internal Task Listening => _listening.Task;

    /// <summary>Where this server listens: the others are told, for want of another address.</summary>
    internal void Listens(Uri address)
    {
        string host = address.Host is "0.0.0.0" or "[::]" ? Environment.MachineName : address.Host;
        string own = string.Create(CultureInfo.InvariantCulture, $"{address.Scheme}://{host}:{address.Port}");
        if (Options.Advertise is null) Volatile.Write(ref _address, own);
        _listening.TrySetResult();
    }

    /// <summary>Makes what is missing in the database; null, or why it cannot be used.</summary>
    public Task<string?> PrepareAsync(CancellationToken cancellation) => PostgresSchema.PrepareAsync(_source, Options.Postgres, cancellation);

    /// <summary>What went wrong, in a sentence without secrets.</summary>
    internal string Describe(Exception error) => PostgresSource.Describe(error, Options);

    /// <summary>Connections that were open before the database went away are of no use.</summary>
    internal void DropConnections() => _source.Clear();

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
