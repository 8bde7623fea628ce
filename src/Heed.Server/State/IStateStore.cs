using System.Data.Common;

namespace Heed.Server.State;

/// <summary>
/// A database with the state's tables. Safe for use by several threads. What goes wrong with the database itself is a
/// <see cref="DbException"/>.
/// </summary>
internal interface IStateStore : IDisposable
{
    /// <summary>Runs a question and reads its rows.</summary>
    T Read<T>(StateStatement question, Func<DbDataReader, T> read);

    /// <summary>Writes all of it or nothing; what is kept is on the disk when this returns.</summary>
    /// <param name="statements">Gone through once.</param>
    /// <param name="rows">How many rows they changed.</param>
    WriteOutcome Write(IEnumerable<StateStatement> statements, out int rows);
}
