namespace Heed.Documents;

/// <summary>A place in a file. Both are counted from one; columns are UTF-16 code units, as editors count them.</summary>
public readonly record struct DocumentPosition(int Line, int Column);
