<?php
// Writes the posts that it is given; those with comments get them approved.
require __DIR__ . '/load.php';
foreach ( $given as $post ) {
	$categories = array_map( 'wp_create_category', $post['categories'] );
	$id = wp_insert_post( wp_slash( array(
		'post_type'     => $post['type'],
		'post_name'     => $post['slug'],
		'post_title'    => $post['title'],
		'post_content'  => $post['content'],
		'post_status'   => $post['status'],
		'post_password' => $post['password'],
		'post_date_gmt' => $post['date_gmt'],
		'post_author'   => $post['author'],
		'post_category' => $categories,
		'tags_input'    => $post['tags'],
	) ), true );
	if ( is_wp_error( $id ) ) {
		fwrite( STDERR, $post['slug'] . ': ' . $id->get_error_message() );
		exit( 1 );
	}
	if ( $post['sticky'] ) {
		stick_post( $id );
	}
	foreach ( $post['comments'] as $text ) {
		wp_insert_comment( array( 'comment_post_ID' => $id, 'comment_author' => 'A reader', 'comment_content' => $text, 'comment_approved' => 1 ) );
	}
}
