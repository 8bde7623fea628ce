namespace Heed.Server.State;

/// <summary>One document to write, or to delete where the body is null.</summary>
public readonly record struct DocumentChange(string Kind, string Key, string? Body);
