namespace Heed.Storage.Index;

/// <summary>How a matching value may begin, and how it may go on.</summary>
internal readonly record struct LiteralStart(string Text, LabelTail Tail);
