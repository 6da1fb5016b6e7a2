/// Burns a stated amount of CPU per request by SHA-256 and proves it with a receipt.
@NullMarked
package dev.bellows.demoapp.hashing;

import org.jspecify.annotations.NullMarked;
