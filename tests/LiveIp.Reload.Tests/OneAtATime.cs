// One plugin after the other. In one process, contexts that are collected while others are started have made .NET 10.0.12 itself
// crash (docs/adr/0003-crashes-of-collectible-contexts.md); a host that reloads one plugin at a time has not been seen to.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
