namespace Heed.Server.State;

/// <summary>A statement with its values, in the order of its parameters.</summary>
internal readonly record struct StateStatement(StateSql Sql, object?[] Values);
