namespace BikeService;

/// <summary>How many bikes were rented in an hour that was predicted.</summary>
/// <param name="Id">What <c>/predict</c> gave.</param>
/// <param name="Label">Rentals.</param>
internal sealed record Truth(string Id, double Label);
