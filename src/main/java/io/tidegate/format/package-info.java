/**
 * Texts of a known form: e-mail addresses, phone numbers, URLs, dates, countries. In: a text from
 * outside. Out: the same in its normal form, or nothing where it has not that form. Each look costs
 * a bounded time, whatever the text; nothing is looked up anywhere.
 */
@NullMarked
package io.tidegate.format;

import org.jspecify.annotations.NullMarked;
