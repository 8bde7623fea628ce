using System.Data.Common;

using Npgsql;

namespace Heed.Server.State;

/// <summary>
/// A PostgreSQL that two servers share. Only the one that leads writes: every write says in which term, and is refused in the database
/// itself where another term has begun, so that a process that stood still cannot undo what its successor decided.
/// </summary>
internal sealed class PostgresStore(NpgsqlDataSource source, string holder) : IStateStore
{
    /// <summary>Statements that go to the server before anything is waited for.</summary>
    private const int Pipelined = 500;

    /// <summary>And no more bytes than this, about: pages and blocks are large.</summary>
    private const long PipelinedBytes = 4L << 20;

    private const string Fence = "SELECT term FROM lease WHERE term = @term AND holder = @holder FOR KEY SHARE;";

    private long _term = -1;

    /// <summary>In which this server leads; null while it does not: it then writes nothing.</summary>
    public long? Term
    {
        get => Interlocked.Read(ref _term) is >= 0 and long term ? term : null;
        set => Interlocked.Exchange(ref _term, value ?? -1);
    }

    public T Read<T>(StateStatement question, Func<DbDataReader, T> read)
    {
        using NpgsqlConnection connection = source.OpenConnection();
        using NpgsqlCommand command = new(question.Sql.Text, connection);
        Fill(command.Parameters, question);
        using NpgsqlDataReader reader = command.ExecuteReader();
        return read(reader);
    }

    public WriteOutcome Write(IEnumerable<StateStatement> statements, out int rows)
    {
        rows = 0;
        if (Term is not { } term) return WriteOutcome.Superseded;
        try
        {
            using NpgsqlConnection connection = source.OpenConnection();
            using NpgsqlTransaction transaction = connection.BeginTransaction();
            if (!Leads(connection, term)) return WriteOutcome.Superseded;
            foreach (List<StateStatement> part in Parts(statements)) rows += Run(connection, part);
            transaction.Commit();
            return WriteOutcome.Kept;
        }
        catch (NpgsqlException)
        {
            // Where one connection broke, those that wait beside it did, too: the next try makes a new one.
            source.Clear();
            throw;
        }
    }

    /// <summary>The connections are those of whoever made the source.</summary>
    public void Dispose() => Term = null;

    private bool Leads(NpgsqlConnection connection, long term)
    {
        using NpgsqlCommand command = new(Fence, connection);
        command.Parameters.AddWithValue("@term", term);
        command.Parameters.AddWithValue("@holder", holder);
        return command.ExecuteScalar() is not null;
    }

    private static IEnumerable<List<StateStatement>> Parts(IEnumerable<StateStatement> statements)
    {
        List<StateStatement> part = [];
        long bytes = 0;
        foreach (StateStatement statement in statements)
        {
            part.Add(statement);
            foreach (object? value in statement.Values) bytes += value is byte[] body ? body.Length : value is string text ? text.Length : 0;
            if (part.Count < Pipelined && bytes < PipelinedBytes) continue;
            yield return part;
            part = [];
            bytes = 0;
        }

        if (part.Count > 0) yield return part;
    }

    private static int Run(NpgsqlConnection connection, List<StateStatement> statements)
    {
        using NpgsqlBatch batch = new(connection);
        foreach (StateStatement statement in statements)
        {
            NpgsqlBatchCommand command = new(statement.Sql.Text);
            Fill(command.Parameters, statement);
            batch.BatchCommands.Add(command);
        }

        return batch.ExecuteNonQuery();
    }

    private static void Fill(NpgsqlParameterCollection parameters, in StateStatement statement)
    {
        for (int i = 0; i < statement.Values.Length; i++)
        {
            object? value = statement.Values[i] is string text ? PostgresText.Of(text) : statement.Values[i];
            parameters.AddWithValue(statement.Sql.Parameters[i], value ?? DBNull.Value);
        }
    }
}
